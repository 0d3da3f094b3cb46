import type { Binding } from './data/run';
import type { LeverInfo } from './data/types';

/**
 * What moving limits is worth by their shadow prices, before anything is planned again. The cost of the plan is convex in its limits, so the
 * first-order change bounds the true one from one side: widening limits saves at most it, narrowing them costs at least it (whole modules and
 * what else a lever does aside). A limit that does not bind is worth nothing when it widens; what narrowing it costs, no price tells.
 */
export interface Estimate {
  /** Change of the objective in the unit of the worth (USD saved or GW won); below 0 it costs. */
  value: number;
  unit: string;
  /** `most`: true change is this or less. `least`: the loss is this or more. */
  side: 'most' | 'least';
  /** How many of the moved limits bind. */
  binding: number;
}

/** A change of one limit by a factor. */
interface Move { constraint: string; place: string; factor: number }

/** The multiplier of a text like `x0.85`; NaN where it is no plain multiplier. */
export function multiplier(text: string): number {
  return /^x\d+(\.\d+)?$/.test(text) ? Number(text.slice(1)) : NaN;
}

/** The limit that a path is the right-hand side of, empty where it is none. */
function limitOf(path: string): { constraint: string; place: string } | null {
  const equipment = /^equipment\.([a-z0-9_]+)\.deliveries_per_yr$/.exec(path);
  if (equipment) return { constraint: 'equipment.' + (equipment[1] ?? ''), place: '' };
  if (path === 'transfer_factor') return { constraint: 'line.limit', place: '' };
  return null;
}

/** Moves of a lever from one state to another; null where some of it is no plain limit. */
function moves(lever: LeverInfo, from: number, to: number): Move[] | null {
  const at = (v: LeverInfo['values'][number], state: number): number => multiplier(state === 0 ? v.off : state === 0.5 ? v.low : state === 1 ? v.middle : state === 2 ? v.high : '');
  const out: Move[] = [];
  for (const v of lever.values) {
    const limit = limitOf(v.path);
    const factor = at(v, to) / at(v, from);
    if (!limit || !Number.isFinite(factor)) return null;
    out.push({ ...limit, factor });
  }
  return out;
}

/** The estimate for levers that moved, null where shadow prices cannot tell. */
export function estimate(moved: ReadonlyArray<{ lever: LeverInfo; from: number; to: number }>, bindings: readonly Binding[]): Estimate | null {
  const all: Move[] = [];
  for (const m of moved) {
    const some = moves(m.lever, m.from, m.to);
    if (!some) return null;
    all.push(...some.filter((x) => x.factor !== 1));
  }
  if (all.length === 0 || bindings.length === 0) return null;
  const wider = all.every((m) => m.factor > 1);
  if (!wider && !all.every((m) => m.factor < 1)) return null;
  let value = 0;
  let binding = 0;
  for (const m of all) {
    const rows = bindings.filter((b) => b.constraint === m.constraint && (m.place === '' || b.place === m.place) && b.worth > 0);
    if (rows.length > 0) binding++;
    else if (!wider) return null;
    value += rows.reduce((a, b) => a + b.worth, 0) * 100 * (m.factor - 1);
  }
  return { value, unit: bindings.find((b) => b.worth > 0)?.worthUnit || 'USD', side: wider ? 'most' : 'least', binding };
}
