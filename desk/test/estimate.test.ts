import { expect, test } from 'vitest';
import type { Binding } from '../src/data/run';
import type { LeverInfo } from '../src/data/types';
import { estimate, multiplier, type Facts } from '../src/estimate';

const bind = (constraint: string, worth: number): Binding => ({ constraint, place: 'home', year: 2030, value: 1, unit: 'USD/kW-yr', words: '', worth, worthUnit: 'USD' });
const lever = (name: string, path: string, low: string, middle: string, high: string): LeverInfo => ({ name, description: '', group: '', unit: '', default: 0, values: [{ path, off: 'x1', low, middle, high }] });
const lines = lever('line_rating', 'transfer_factor', 'x1.05', 'x1.15', 'x1.3');
const turbines = lever('turbines', 'equipment.gas_turbine_heavy.deliveries_per_yr', 'x1.05', 'x1.2', 'x0.5');

test('a multiplier is read, nothing else', () => {
  expect(multiplier('x1.15')).toBe(1.15);
  for (const t of ['x1+5', '0.5', '', 'x', '-1']) expect(multiplier(t)).toBeNaN();
});

test('wider limits save at most their price times how much wider they are', () => {
  const e = estimate([{ lever: lines, from: 0, to: 1 }], [bind('line.limit', 2e6), bind('line.limit', 3e6), bind('ai.target', 9e9)]);
  expect(e?.value).toBeCloseTo(5e6 * 15, 0);
  expect(e).toMatchObject({ unit: 'USD', side: 'most', binding: 1 });
  expect(estimate([{ lever: lines, from: 0.5, to: 1 }], [bind('line.limit', 1e6)])?.value).toBeCloseTo(1e8 * (1.15 / 1.05 - 1), 0);
});

test('a limit that does not bind is worth nothing when it widens, and unknown when it narrows', () => {
  expect(estimate([{ lever: turbines, from: 0, to: 1 }], [bind('line.limit', 1e6)])).toMatchObject({ value: 0, binding: 0, side: 'most' });
  expect(estimate([{ lever: turbines, from: 0, to: 2 }], [bind('line.limit', 1e6)])).toBeNull();
  const e = estimate([{ lever: turbines, from: 0, to: 2 }], [bind('equipment.gas_turbine_heavy', 1e6)]);
  expect(e?.value).toBeCloseTo(-5e7, 0);
  expect(e?.side).toBe('least');
  expect(estimate([{ lever: { ...turbines, in_force: '2028-07-01' }, from: 0, to: 2 }], [bind('equipment.gas_turbine_heavy', 1e6)])).toBeNull();
});

const facts = (some: Partial<Facts>): Facts => ({ slack: [], missed: () => false, exports: false, extra: () => 0, linesBuilt: false, firmPaid: false, setting: () => NaN, ...some });
const room = (constraint: string, place: string, used: number, limit: number) => ({ constraint, place, year: 2030, used, limit });

test('budgets, build limits, a cap on CO2 and accelerators are limits', () => {
  for (const [set, constraint] of [['capital.utilities.budget_busd=x1.1', 'capital.utilities'], ['capital.*.budget_busd=x1.1', 'capital.private_credit'], ['policy.co2_cap_mt=x1.1', 'emissions'], ['chip_supply.*.share=x1.1', 'chips'], ['equipment.*.deliveries_per_yr=x1.1', 'equipment.crew']] as const) {
    const b = { ...bind(constraint, 1e6), place: 'all' };
    expect(estimate([], [b], [set])?.value, set).toBeCloseTo(1e7, 0);
    expect(estimate([], [b], [set.replace('x1.1', 'x0.9')])?.side, set).toBe('least');
  }
  expect(estimate([], [{ ...bind('build_limit', 1e6), place: 'queue A gas' }], ['build_limits.queue A gas.cumulative_mw=x1.2'])?.value).toBeCloseTo(2e7, 0);
  expect(estimate([], [{ ...bind('build_limit', 1e6), place: 'queue B gas' }], ['build_limits.queue A gas.cumulative_mw=x1.2'])).toMatchObject({ value: 0, side: 'most' });
});

test('a target that rises costs at least its price, counted where it surely rises; one that falls saves at most it', () => {
  const target = [2030, 2032].map((year) => ({ ...bind('ai.target', 1e7), place: 'all', year }));
  expect(estimate([], target, ['ai.target_gw=x1.2'])?.value).toBeCloseTo(-4e8, 0);
  expect(estimate([], target, ['ai.target_gw.2030=x1.2'])?.value).toBeCloseTo(-2e8, 0);
  expect(estimate([], target, ['ai.target_gw.2030=x0.8'])).toMatchObject({ side: 'most' });
  expect(estimate([], target, ['ai.target_gw.2030=x0.8'])?.value).toBeCloseTo(4e8, 0);
  expect(estimate([], target, ['ai.target_gw.2030=60'], facts({ setting: () => 50 }))?.value).toBeCloseTo(-2e8, 0);
  expect(estimate([], target, ['ai.target_gw.2030=60'])).toBeNull();
  expect(estimate([], target, ['ai.target_gw=x1.2'], facts({ missed: () => true }))).toBeNull();
  expect(estimate([], target, ['ai.target_gw.2030=x1.2'], facts({ missed: (from) => from < 2030 }))).toMatchObject({ side: 'least' });
});

test('a limit that narrows no further than it is used changes nothing', () => {
  const other = [bind('line.limit', 1e6)];
  expect(estimate([], other, ['chip_supply.*.share=x0.9'], facts({ slack: [room('chips', 'all', 80, 100)] }))).toMatchObject({ value: 0, side: 'none' });
  expect(estimate([], other, ['chip_supply.*.share=x0.7'], facts({ slack: [room('chips', 'all', 80, 100)] }))).toBeNull();
  expect(estimate([], [...other, bind('capital.utilities', 1)], ['capital.*.budget_busd=x0.9'], facts({ slack: [room('capital.federal', 'all', 0, 5)] }))?.side).toBe('least');
});

test('what goes both ways is one bound; what narrows in part tells nothing', () => {
  const both = [bind('line.limit', 1e6), bind('equipment.crew', 3e6)];
  expect(estimate([], both, ['transfer_factor=x1.1', 'equipment.crew.deliveries_per_yr=x0.9'])?.value).toBeCloseTo(1e7 - 3e7, 0);
  expect(estimate([], [bind('chips', 1e6)], ['chip_supply.*.wafers_per_yr=x1.1'])?.side).toBe('most');
  expect(estimate([], [bind('chips', 1e6)], ['chip_supply.*.wafers_per_yr=x0.9'])).toBeNull();
  expect(estimate([], [bind('chips', 1e6)], ['chip_supply.*.share=x1.1'], facts({ exports: true }))).toBeNull();
  expect(estimate([], [bind('line.limit', 1e6)], ['transfer_factor=x0.9'], facts({ linesBuilt: true }))).toBeNull();
});

test('what comes at a premium grows with deliveries; firm power of lines is said to be left out', () => {
  expect(estimate([], [bind('equipment.crew', 1e6)], ['equipment.crew.deliveries_per_yr=x1.1'], facts({ extra: (item, year) => (item === 'crew' && year === 2030 ? 0.5 : 0) }))?.value).toBeCloseTo(1.5e7, 0);
  expect(estimate([], [bind('line.limit', 1e6)], ['transfer_factor=x1.1'], facts({ firmPaid: true }))?.aside).toContain('firm');
});

test('what is no plain limit needs a plan', () => {
  expect(estimate([{ lever: lever('zones', 'campuses[country=].permit_months', 'x0.9', 'x0.8', 'x0.5'), from: 0, to: 1 }], [bind('line.limit', 1)])).toBeNull();
  expect(estimate([], [bind('line.limit', 1)], ['wacc=x1.1'])).toBeNull();
  expect(estimate([{ lever: lines, from: 0, to: 1 }], [])).toBeNull();
});
