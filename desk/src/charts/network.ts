import { hint, s, shortened, textWidth } from '../dom';
import { percent, power } from '../format';
import { tipOn } from '../ui/tip';

export interface NetworkBus { name: string; x: number; y: number; mw: number; /** Class of the disc, 0 least. */ level: number; lines: string[] }

export interface NetworkBranch { name: string; from: number; to: number; loading: number; flowMw: number; ratingMw: number }

/** 0 below 70 %, 1 up to the rating, 2 above it. */
export function loadingLevel(loading: number): 0 | 1 | 2 {
  return loading > 1.00001 ? 2 : loading >= 0.7 ? 1 : 0;
}

const TOUCHED = 400;
const NAMED = 6;

/** A real network as its branches hang together: lines by loading (colour and width), discs by amount. */
export function network(label: string, buses: NetworkBus[], branches: NetworkBranch[], width: number): SVGSVGElement {
  const height = Math.round(Math.min(620, width * 0.62));
  const pad = 16;
  const x = (b: NetworkBus): number => pad + b.x * (width - 2 * pad);
  const y = (b: NetworkBus): number => pad + b.y * (height - 2 * pad);
  const svg = s('svg', { class: 'chart network', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  const paths: [string[], string[], string[]] = [[], [], []];
  const line = (b: NetworkBranch): string => {
    const [f, t] = [buses[b.from], buses[b.to]];
    return f && t ? `M${x(f).toFixed(1)} ${y(f).toFixed(1)}L${x(t).toFixed(1)} ${y(t).toFixed(1)}` : '';
  };
  for (const b of branches) paths[loadingLevel(b.loading)].push(line(b));
  paths.forEach((d, level) => { if (d.length > 0) svg.append(s('path', { class: `branch l${level}`, d: d.join('') })); });
  for (const b of [...branches].sort((p, q) => q.loading - p.loading).slice(0, TOUCHED)) {
    const touch = s('path', { class: 'touch', d: line(b) });
    tipOn(touch, () => [`${percent(b.loading)} of ${power(b.ratingMw)}`, b.name, `${power(Math.abs(b.flowMw))} flow`]);
    svg.append(touch);
  }
  const most = Math.max(1e-9, ...buses.map((b) => b.mw));
  const unit = (width < 480 ? 8 : 13) / Math.sqrt(most);
  const shown = buses.filter((b) => b.mw > 0).sort((p, q) => q.mw - p.mw);
  for (const b of shown.slice(0, 2500)) {
    const disc = s('circle', { class: `bus room${b.level}`, cx: x(b), cy: y(b), r: Math.max(1.6, unit * Math.sqrt(b.mw)) }, hint(b.lines.join(', ')));
    if (shown.length <= TOUCHED) tipOn(disc, () => b.lines);
    svg.append(disc);
  }
  const taken: Array<[number, number, number, number]> = [];
  for (const b of shown.slice(0, NAMED)) {
    const text = shortened(`${b.name}: ${power(b.mw)}`, 150);
    const half = textWidth(text) / 2 + 2;
    const [cx, cy] = [Math.max(half, Math.min(width - half, x(b))), y(b) - unit * Math.sqrt(b.mw) - 5];
    const box: [number, number, number, number] = [cx - half, cy - 11, cx + half, cy + 3];
    if (cy < 12 || taken.some((t) => box[2] > t[0] && box[0] < t[2] && box[3] > t[1] && box[1] < t[3])) continue;
    taken.push(box);
    svg.append(s('text', { class: 'halo', x: cx, y: cy, 'text-anchor': 'middle' }, text));
  }
  return svg;
}
