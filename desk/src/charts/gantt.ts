import { hint, s, shortened, textWidth } from '../dom';
import { quarterOf, THIN, sig } from '../format';
import { pressable, tipOn } from '../ui/tip';

export interface GanttStep { step: string; from: number; to: number; decides: boolean }

export interface GanttRow {
  id: string;
  name: string;
  mw: number;
  steps: GanttStep[];
  /** Years with fraction, NaN where not built. */
  p50: number;
  p90: number;
  /** What decides the date, in words. */
  decides: string;
  lines: string[];
}

const GREYS: Record<string, string> = { permit: 'step1', licence: 'step1', queue: 'step2', plants: 'step2', equipment: 'step3', construction: 'step0', installation: 'step0' };

export const STEP_KEYS: ReadonlyArray<{ fill: string; name: string }> = [
  { fill: 'var(--g1)', name: 'permit, licence' }, { fill: 'var(--g2)', name: 'queue, own plants' }, { fill: 'var(--g3)', name: 'equipment' }, { fill: 'var(--g0)', name: 'construction' },
];

/** Campuses by date: steps in four greys, the deciding one outlined, a diamond at P50 and a whisker to P90. */
export function gantt(label: string, rows: GanttRow[], due: number, chosen: string, choose: (id: string) => void, width: number): SVGSVGElement {
  const narrow = width < 560;
  const deep = Math.max(1, ...rows.map((r) => r.steps.length));
  const row = narrow ? 46 : Math.max(26, deep * 6 + 11);
  const names = narrow ? 0 : Math.min(340, Math.max(...rows.map((r) => textWidth(r.name) * 1.12)) + 78);
  const tail = narrow ? 8 : 215;
  const ends = rows.flatMap((r) => [r.p50, r.p90, ...r.steps.map((t) => t.to)]).filter(Number.isFinite);
  const first = Math.floor(Math.min(due || Infinity, ...rows.flatMap((r) => r.steps.map((t) => t.from)), ...ends));
  const start = Number.isFinite(first) ? first : 2026;
  const stop = Math.ceil(Math.max(start + 2, due || 0, ...ends) + 0.2);
  const x = (year: number): number => names + ((year - start) / (stop - start)) * (width - names - tail);
  const top = 24;
  const height = top + rows.length * row + 6;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': label });
  const every = (stop - start) * 34 > width - names - tail ? 2 : 1;
  for (let y = start; y <= stop; y += every)
    svg.append(s('line', { class: 'grid', x1: x(y), x2: x(y), y1: top - 6, y2: height }), s('text', { class: 'soft', x: x(y), y: 12, 'text-anchor': 'middle' }, narrow ? `’${String(y).slice(2)}` : String(y)));
  if (due) svg.append(s('line', { class: 'due', x1: x(due), x2: x(due), y1: top - 8, y2: height }, hint('End of the target year')));
  rows.forEach((r, i) => {
    const y = top + i * row;
    const bar = narrow ? y + 18 : y + 4;
    const tall = narrow ? 20 : row - 9;
    const g = s('g', { class: `row${chosen === r.id ? ' chosen' : ''}`, 'data-campus': r.id });
    const back = s('rect', { class: 'back focus', x: 0, y, width, height: row - 1, 'data-key': 'gantt-' + r.id });
    g.append(back);
    g.append(s('text', { x: 4, y: narrow ? y + 13 : y + row / 2 + 4, class: 'strong' }, shortened(r.name, (narrow ? width - 80 : names - 78) / 1.12)));
    g.append(s('text', { x: narrow ? width - 6 : names - 10, y: narrow ? y + 13 : y + row / 2 + 4, 'text-anchor': 'end', class: 'soft' }, r.mw >= 999.5 ? `${sig(r.mw / 1e3)}${THIN}GW` : `${sig(r.mw)}${THIN}MW`));
    const lanes = Math.max(1, r.steps.length);
    r.steps.forEach((t, k) => {
      const lane = tall / lanes;
      const a = x(Math.max(start, t.from));
      g.append(s('rect', { class: GREYS[t.step] ?? 'step1', x: a, y: bar + k * lane, width: Math.max(1.2, x(t.to) - a), height: Math.max(2, lane - 1) }, hint(`${t.step}: ${quarterOf(t.from)} to ${quarterOf(t.to)}`)));
      if (t.decides) g.append(s('rect', { class: 'decides', x: a - 1, y: bar + k * lane - 1, width: Math.max(3, x(t.to) - a + 2), height: Math.max(4, lane + 1) }));
    });
    const middle = bar + tall / 2;
    if (Number.isFinite(r.p50)) {
      if (Number.isFinite(r.p90)) g.append(s('path', { class: 'whisker', d: `M${x(r.p50)} ${middle}H${x(r.p90)}M${x(r.p90)} ${middle - 5}V${middle + 5}` }));
      const q = x(r.p50);
      g.append(s('path', { class: 'diamond', d: `M${q - 6} ${middle}L${q} ${middle - 6}L${q + 6} ${middle}L${q} ${middle + 6}Z` }));
    }
    const end = Math.max(...[r.p90, r.p50, ...r.steps.map((t) => t.to)].filter(Number.isFinite), start);
    const at = Math.min(x(end) + 8, width - tail + 8);
    if (!narrow) g.append(s('text', { x: at, y: y + row / 2 + 4, class: 'soft halo' }, shortened(`${Number.isFinite(r.p50) ? quarterOf(r.p50) : 'not built'}${r.decides ? ' · ' + r.decides : ''}`, (width - at) / 1.08)));
    pressable(back, r.lines.join(', '), () => choose(chosen === r.id ? '' : r.id), g);
    tipOn(g, () => r.lines);
    tipOn(back, () => r.lines);
    svg.append(g);
  });
  return svg;
}
