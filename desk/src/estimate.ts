import type { Binding } from './data/run';
import type { LeverInfo } from './data/types';

/**
 * What moving limits is worth by their shadow prices, before anything is planned again. The cost of the plan is convex in its limits, so the
 * first-order change bounds the true one from one side, whatever is widened and narrowed together: the new plan saves at most it, or costs at
 * least it (whole modules and the gap aside). A limit that is widened counts with all its rows, one that is narrowed with those that surely
 * narrow as much. Limits that are narrowed no further than the plan uses them change nothing, exactly.
 */
export interface Estimate {
  /** Change of the objective in the unit of the worth (USD saved or GW won); below 0 it costs. */
  value: number;
  unit: string;
  /** `most`: true change is this or less. `least`: the loss is this or more. `none`: nothing changes. */
  side: 'most' | 'least' | 'none';
  /** How many of the moved limits bind. */
  binding: number;
  /** What the figure leaves out, in words; empty for nothing. */
  aside: string;
}

/** A limit with room: a row of the table `not_binding`. */
export interface Slack { constraint: string; place: string; year: number; used: number; limit: number }

/** What else of a run is asked. */
export interface Facts {
  slack: readonly Slack[];
  /** A target of the run from a year on is missed: its shadow price is the price of missing it, which nobody pays. */
  missed: (from: number) => boolean;
  /** Accelerators are sent abroad before the rest is counted. */
  exports: boolean;
  /** Of deliveries of an item in a year, what comes beyond them at a premium, as a share of them: it grows with them. */
  extra: (item: string, year: number) => number;
  /** Lines were built: what is built does not narrow with the standing ones. */
  linesBuilt: boolean;
  /** Regions pay for firm capacity: lines carry some, at prices that the table of what binds does not have. */
  firmPaid: boolean;
  /** A setting as it was planned, NaN where it is no number. */
  setting: (path: string) => number;
}

const NO_FACTS: Facts = { slack: [], missed: () => false, exports: false, extra: () => 0, linesBuilt: false, firmPaid: false, setting: () => NaN };

/** What a path is the right-hand side of. */
interface Limit {
  constraint: string;
  place: string;
  /** A demand: more of it is harder. */
  demand?: boolean;
  /** Every row grows by the factor; else by at most it. */
  whole: boolean;
  /** The first year whose rows move; only this year's surely move by the whole factor. */
  from?: number;
}

interface Move extends Limit { factor: number }

/** The multiplier of a text like `x0.85`; NaN where it is no plain multiplier. */
export function multiplier(text: string): number {
  return /^x\d+(\.\d+)?$/.test(text) ? Number(text.slice(1)) : NaN;
}

const CHIPS = /^chip_supply(\.[^.[\]]+|\[[^\]]*\])\.(share|wafers_per_yr|dies_per_wafer|packaging_wafers_per_yr|chips_per_packaging_wafer|memory_gb_per_yr)$/;

/** The limit that a path is the right-hand side of, null where it is none. */
function limitOf(path: string, facts: Facts): Limit | null {
  const [, table = '', name = '', column = ''] = /^(equipment|capital|build_limits)\.([^.[\]]+)\.([a-z_]+)$/.exec(path) ?? [];
  const all = name === '*';
  if (table === 'equipment' && column === 'deliveries_per_yr' && (all || /^[a-z0-9_]+$/.test(name))) return { constraint: all ? 'equipment.' : 'equipment.' + name, place: '', whole: true };
  if (table === 'capital' && column === 'budget_busd' && (all || /^[a-z0-9_]+$/.test(name))) return { constraint: all ? 'capital.' : 'capital.' + name, place: '', whole: true };
  if (table === 'build_limits' && column === 'cumulative_mw') return { constraint: 'build_limit', place: all ? '' : name, whole: true };
  if (path === 'transfer_factor') return { constraint: 'line.limit', place: '', whole: !facts.linesBuilt };
  if (path === 'policy.co2_cap_mt') return { constraint: 'emissions', place: 'all', whole: true };
  if (!facts.exports && CHIPS.test(path)) return { constraint: 'chips', place: '', whole: path === 'chip_supply.*.share' };
  const target = /^ai\.target_gw(?:\.(\d{4}))?$/.exec(path);
  if (target && !facts.missed(Number(target[1] ?? 0))) return { constraint: 'ai.target', place: 'all', demand: true, whole: true, from: target[1] ? Number(target[1]) : undefined };
  return null;
}

/** Moves of a lever from one state to another; null where some of it is no plain limit. */
function ofLever(lever: LeverInfo, from: number, to: number, facts: Facts): Move[] | null {
  const at = (v: LeverInfo['values'][number], state: number): number => multiplier(state === 0 ? v.off : state === 0.5 ? v.low : state === 1 ? v.middle : state === 2 ? v.high : '');
  const out: Move[] = [];
  for (const v of lever.values) {
    const limit = limitOf(v.path, facts);
    const factor = at(v, to) / at(v, from);
    if (!limit || !Number.isFinite(factor)) return null;
    // What stands by year moves from the date on from which the lever is in force, and less before it.
    out.push({ ...limit, whole: limit.whole && (!lever.in_force || v.path === 'transfer_factor'), factor });
  }
  return out;
}

/** The move that `path=value` makes: a multiplier, or a new figure in place of one that is known. */
function ofSet(set: string, facts: Facts): Move[] | null {
  const at = set.lastIndexOf('=');
  const [path, value] = [set.slice(0, at).trim(), set.slice(at + 1).trim()];
  const limit = at > 0 ? limitOf(path, facts) : null;
  const factor = /^\d+(\.\d+)?$/.test(value) ? Number(value) / facts.setting(path) : multiplier(value);
  return limit && Number.isFinite(factor) ? [{ ...limit, factor }] : null;
}

function under(name: string, of: string): boolean {
  return of.endsWith('.') ? name.startsWith(of) : name === of;
}

function eases(m: Move): boolean {
  return m.demand ? m.factor < 1 : m.factor > 1;
}

/** Whether the plan keeps within a limit that narrows: exact, because the plan was the best with more. */
function harmless(m: Move, bindings: readonly Binding[], slack: readonly Slack[]): boolean {
  const rows = slack.filter((s) => under(s.constraint, m.constraint) && (m.place === '' || s.place === m.place));
  const held = bindings.some((b) => under(b.constraint, m.constraint) && (m.place === '' || b.place === m.place));
  return !m.demand && !eases(m) && !held && rows.length > 0 && rows.every((s) => s.used <= m.factor * s.limit);
}

/** The estimate for levers that moved and values that were typed, null where shadow prices cannot tell. */
export function estimate(moved: ReadonlyArray<{ lever: LeverInfo; from: number; to: number }>, bindings: readonly Binding[], sets: readonly string[] = [], facts: Facts = NO_FACTS): Estimate | null {
  const all: Move[] = [];
  for (const some of [...moved.map((m) => ofLever(m.lever, m.from, m.to, facts)), ...sets.map((s) => ofSet(s, facts))]) {
    if (!some) return null;
    all.push(...some.filter((x) => x.factor !== 1));
  }
  if (all.length === 0 || bindings.length === 0) return null;
  const unit = bindings.find((b) => b.worth > 0)?.worthUnit || 'USD';
  if (all.every((m) => harmless(m, bindings, facts.slack))) return { value: 0, unit, side: 'none', binding: 0, aside: '' };
  let value = 0;
  let binding = 0;
  for (const m of all) {
    const rows = bindings.filter((b) => under(b.constraint, m.constraint) && (m.place === '' || b.place === m.place) && b.worth > 0
      && (m.from === undefined || (eases(m) ? b.year >= m.from : b.year === m.from)));
    if (rows.length > 0) binding++;
    if (!eases(m) && !m.whole) continue;
    const more = (b: Binding): number => (eases(m) && b.constraint.startsWith('equipment.') ? 1 + facts.extra(b.constraint.slice('equipment.'.length), b.year) : 1);
    const change = rows.reduce((a, b) => a + b.worth * more(b), 0) * 100 * Math.abs(m.factor - 1);
    value += eases(m) ? change : -change;
  }
  if (value === 0 && !all.every(eases)) return null;
  const firm = facts.firmPaid && all.some((m) => m.constraint === 'line.limit' && eases(m));
  return { value, unit, side: value >= 0 ? 'most' : 'least', binding, aside: firm ? 'firm power from other regions aside' : '' };
}
