import { h, type Child } from './dom';
import { energy, mass, money, percent, power, sig, signed, THIN, UNKNOWN, when } from './format';
import type { Run } from './data/run';
import { falling, type Table } from './data/table';

/** Sentences and figures that stand above every screen of a run. */

/** The price of a missed soft target is paid by nobody. */
function unpaid(category: string): boolean {
  return category === 'ai_shortfall' || category === 'reserve_shortfall';
}

/** Costs that are paid, by category. */
export function paidCosts(rows: Table, year: number): Map<string, number> {
  return rows.is('year', year).where((r) => String(rows.cell(r, 'in_objective')) !== 'false' && !unpaid(rows.text(r, 'category'))).by('category', 'usd_per_year');
}

function sum(m: ReadonlyMap<string, number>): number {
  return m.size === 0 ? NaN : [...m.values()].reduce((a, v) => a + v, 0);
}

/** System cost of a year, USD; NaN where the table has none. */
export function yearCost(run: Run, grid: 'plan' | 'no_ai', year: number): number {
  return sum(paidCosts(grid === 'plan' ? run.plan('costs') : run.twin('costs'), year));
}

/** The answer of a run in one sentence. */
export function headline(run: Run): string {
  const status = run.summary('status');
  if (status === 'infeasible') {
    const first = (run.summary('explanation') as Array<{ words?: string }> | undefined)?.[0]?.words;
    return 'The case has no solution' + (first ? ': ' + first : '');
  }
  if (run.isFastest) {
    const most = run.number('objective_gw');
    const bound = run.number('upper_bound_gw');
    const limit = Number.isNaN(bound) ? 'no bound is proven' : `no plan has more than ${sig(bound, 4)}${THIN}GW`;
    return Number.isNaN(most) ? `The run stopped before it had a plan; ${limit}` : `${sig(most, 4)}${THIN}GW of new AI load by ${run.targetYear}; ${limit}`;
  }
  const earliest = run.summary('earliest', 'words');
  if (typeof earliest === 'string') return earliest;
  const year = run.targetYear;
  const mw = run.aiMw(year);
  const target = run.aiMw(year, 'target_mw');
  if (Number.isNaN(mw)) {
    if (run.years.length === 0) return run.detail.run.status === 'done' ? 'A study of many plans, without one of its own' : 'The run stopped before it had a plan';
    const costs = run.years.length === 1 ? yearCost(run, 'plan', year) : NaN;
    const objective = Number.isFinite(costs) ? costs : run.number('objective_usd');
    return run.isNetwork ? `The network${Number.isNaN(objective) ? '' : ` costs ${money(objective)}`}${run.years.length > 1 ? ` over ${run.years.length} stages` : ''}` : `A plan for ${when(year)} without new AI load`;
  }
  if (!(target > 0)) return `${power(mw)} of new AI load stands by ${when(year)}`;
  if (mw > target * 1.02) return `${power(mw)} of new AI load stands by ${when(year)}, more than the target of ${power(target)}`;
  if (mw >= target * 0.9995) return `The whole target of ${power(target)} of new AI load stands by ${when(year)}`;
  const first = `${power(mw)} of new AI load stands by ${when(year)}, ${power(target - mw)} less than the target`;
  const later = run.years.find((y) => y > year && run.aiMw(y) >= target * 0.9995);
  if (later !== undefined) return `${first}; ${power(target)} arrives in ${later}`;
  return (run.years.at(-1) ?? year) > year ? `${first} of ${power(target)}, not reached by ${run.years.at(-1)}` : `${first} of ${power(target)}`;
}

/** What binds in a year, in words; the most important first. */
export function binds(run: Run, year: number, most = 5): string[] {
  const words = run.bindings().filter((b) => b.year === year || b.year === 0).map((b) => b.words).filter((w) => w !== '');
  return [...new Set(words)].slice(0, most);
}

/** The first binding constraint whose name has a part, near the year. */
export function bindsOf(run: Run, year: number, ...parts: string[]): string {
  const found = run.bindings().filter((b) => parts.some((p) => b.constraint.includes(p))).sort((a, b) => Math.abs(a.year - year) - Math.abs(b.year - year));
  return found[0]?.words ?? '';
}

export function gapChip(run: Run): Child {
  const gap = run.detail.run.gap;
  const status = (run.detail.run.status ?? '').replace('_', ' ');
  const title = gap === null ? 'No proven bound in this run' : `No plan is more than ${percent(gap)} better (proven bound)`;
  return h('span', { class: 'chip', title, 'data-gap': true }, `${gap === null ? 'gap n/a' : 'gap ' + percent(gap)}${status ? ' · ' + status : ''}`);
}

/** Firm power that is missing, MW: each region counts with its worst season. */
export function missingFirm(run: Run, year: number): number {
  const t = run.plan('reserve').is('year', year);
  const worst = new Map<string, number>();
  for (const r of t.rows) worst.set(t.text(r, 'region'), Math.max(worst.get(t.text(r, 'region')) ?? 0, t.number(r, 'shortfall_mw') || 0));
  return sum(worst) || 0;
}

function tile(name: string, value: string, note: string): HTMLElement {
  return h('div', { class: 'tile' }, h('dt', {}, name), h('dd', {}, h('b', {}, value), h('span', {}, note)));
}

/** The four numbers of a run in a year. */
export function tiles(run: Run, year: number): HTMLElement {
  const mw = run.aiMw(year);
  const target = run.aiMw(year, 'target_mw');
  const plan = yearCost(run, 'plan', year);
  const twin = yearCost(run, 'no_ai', year);
  const co2 = (grid: Table): number => (grid.is('year', year).isEmpty ? NaN : grid.is('year', year).sum('co2_t'));
  const emitted = co2(run.plan('emissions'));
  const without = co2(run.twin('emissions'));
  const full = run.table('generation').is('grid', 'full').is('year', year);
  const hours = full.isEmpty ? run.plan('generation').is('year', year) : full;
  const unserved = hours.is('technology', 'unserved').sum('energy_mwh');
  const known = !hours.isEmpty;
  const over = full.isEmpty ? "plan's hours" : `all 8${THIN}760 hours`;
  const reserve = missingFirm(run, year);
  return h('dl', { class: 'tiles' },
    tile(`New AI load, ${when(year)}`, Number.isNaN(mw) ? (run.isNetwork ? '0' + THIN + 'GW' : UNKNOWN) : power(mw), target > 0 ? `${percent(mw / target)} of the ${power(target)} target` : run.isFastest ? 'the most there can be' : 'no target in this year'),
    tile(`System cost a year, ${when(year)}`, money(plan), Number.isNaN(twin) ? 'n/a without AI: no twin in this run' : `${money(Math.abs(plan - twin))} ${plan < twin ? 'less' : 'more'} than without new AI load`),
    tile(`CO₂ a year, ${when(year)}`, Number.isNaN(emitted) ? UNKNOWN : mass(emitted), Number.isNaN(without) ? 'n/a without AI: no twin in this run' : `${signed(emitted - without, mass)} against no new AI load`),
    tile(`Unserved energy, ${when(year)}`, known ? energy(unserved) : UNKNOWN, !known ? 'no dispatch in this run' : reserve > 0.5 ? `reserve short by ${power(reserve)}; ${over}, no outages drawn` : `${over}; no outages drawn`));
}

/** Where the load goes, one sentence. */
export function whereTitle(run: Run, year: number): string {
  const ai = run.aiByZone(year);
  const all = [...ai.values()].reduce((a, v) => a + v, 0);
  const order = falling(ai).filter((z) => (ai.get(z) ?? 0) > 0.5);
  const first = order[0];
  if (first === undefined) {
    const price = run.prices(year);
    const dear = falling(price)[0];
    return dear === undefined ? `No AI load and no prices in ${when(year)}` : `${run.isNetwork ? 'Power' : `No new AI load in ${when(year)}; power`} is dearest in ${run.zoneName(dear)} at $${sig(price.get(dear))}/MWh`;
  }
  const second = order[1];
  const sites = run.plan('campus_power').is('year', year);
  const standing = new Set(sites.rows.filter((r) => sites.number(r, 'energised_mw') > 0.5).map((r) => sites.text(r, 'campus'))).size;
  const places = standing > 0 ? `${standing} ${standing === 1 ? 'site' : 'sites'}` : `${order.length} ${order.length === 1 ? 'zone' : 'zones'}`;
  return `${power(all)} at ${places} by ${when(year)}; ${run.zoneName(first)} takes ${power(ai.get(first))}${second === undefined ? '' : `, ${run.zoneName(second)} ${power(ai.get(second))}`}`;
}
