import { expect, test } from 'vitest';
import type { Binding } from '../src/data/run';
import type { LeverInfo } from '../src/data/types';
import { estimate, multiplier } from '../src/estimate';

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
});

test('what is no plain limit, or goes both ways, needs a plan', () => {
  expect(estimate([{ lever: lever('zones', 'campuses[country=].permit_months', 'x0.9', 'x0.8', 'x0.5'), from: 0, to: 1 }], [bind('line.limit', 1)])).toBeNull();
  expect(estimate([{ lever: lines, from: 0, to: 1 }, { lever: turbines, from: 0, to: 2 }], [bind('line.limit', 1), bind('equipment.gas_turbine_heavy', 1)])).toBeNull();
  expect(estimate([{ lever: lines, from: 0, to: 1 }], [])).toBeNull();
});
