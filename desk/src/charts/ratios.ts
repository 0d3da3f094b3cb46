import { hint, s, shortened, textWidth } from '../dom';
import { sig } from '../format';

export interface Ratio { name: string; printed: number; ours: number; unit: string; verdict: string; words: string }

const TICKS = [0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100];

/** Dots of ours over printed on a log scale; beyond the scale an arrow stands at its end. */
export function ratios(label: string, list: Ratio[], width: number): SVGSVGElement {
  const narrow = width < 620;
  const row = narrow ? 44 : 25;
  const top = 22;
  const figure = (r: Ratio): string => `${sig(r.ours)} for ${sig(r.printed)} ${r.unit} · ${r.verdict}`;
  const names = narrow ? 0 : width * 0.38;
  const tail = narrow ? 0 : Math.min(width * 0.3, Math.max(...list.map((r) => textWidth(figure(r)))) + 14);
  const reach = Math.min(100, Math.max(2, ...list.map((r) => Math.max(r.ours / r.printed, r.printed / r.ours)) ) * 1.15);
  const [left, right] = [names + 12, width - tail - 16];
  const x = (v: number): number => left + ((Math.log(Math.max(1 / reach, Math.min(reach, v))) + Math.log(reach)) / (2 * Math.log(reach))) * (right - left);
  const height = top + list.length * row + 4;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  for (const t of TICKS.filter((v) => v <= reach && v >= 1 / reach))
    svg.append(s('line', { class: t === 1 ? 'due' : 'grid', x1: x(t), x2: x(t), y1: top - 6, y2: height }), s('text', { class: 'soft', x: x(t), y: 12, 'text-anchor': 'middle' }, t === 1 ? 'as printed' : `×${sig(t)}`));
  list.forEach((r, i) => {
    const y = top + i * row;
    const middle = narrow ? y + 36 : y + row / 2;
    const at = x(r.ours / r.printed);
    svg.append(s('text', { x: 0, y: narrow ? y + 12 : middle + 4 }, shortened(r.name, narrow ? width : names - 10), hint(r.words)));
    svg.append(s('text', { class: 'soft', x: narrow ? 0 : right + 16, y: narrow ? y + 26 : middle + 4 }, shortened(figure(r), narrow ? width : tail)));
    svg.append(s('line', { class: 'connector', x1: x(1), x2: at, y1: middle, y2: middle }));
    svg.append(s('circle', { class: r.verdict === 'agrees' ? 'diamond' : 'diamond open', cx: at, cy: middle, r: 5, 'stroke-width': r.verdict === 'wrong' ? 2.6 : 1.4 }, hint(`${r.words} ${figure(r)}`)));
  });
  return svg;
}
