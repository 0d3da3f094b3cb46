import { h, hint, s, shortened, textWidth } from '../dom';
import { signed } from '../format';

export interface Bar { name: string; value: number; /** Text at the end of the bar. */ figure: string; css?: string; low?: number; high?: number; dots?: Array<{ value: number; open: boolean; name: string }>; words?: string }

/** Draws once the width of its place is known, and again when that changes. */
export function drawn(label: string, draw: (width: number) => SVGSVGElement): HTMLElement {
  const holder = h('div', { class: 'drawn', role: 'group', 'aria-label': label });
  let last = 0;
  const render = (width: number): void => {
    if (width < 40 || Math.abs(width - last) < 6) return;
    last = width;
    holder.replaceChildren(draw(Math.round(width)));
  };
  const watch = new ResizeObserver((entries) => {
    if (!holder.isConnected) return watch.disconnect();
    render(entries[0]?.contentRect.width ?? 0);
  });
  watch.observe(holder);
  return holder;
}

/** Horizontal bars from 0, names left, figures at the end; below 0 to the left. Whiskers where a range is given. */
export function barChart(label: string, bars: Bar[], width: number, domain?: [number, number]): SVGSVGElement {
  const narrow = width < 420;
  const row = narrow ? 40 : 27;
  const names = narrow ? 0 : Math.min(width * 0.42, Math.max(60, ...bars.map((b) => textWidth(b.name))) + 12);
  const figures = Math.max(30, ...bars.map((b) => textWidth(b.figure))) + 10;
  const values = bars.flatMap((b) => [b.value, b.low ?? 0, b.high ?? 0, ...(b.dots ?? []).map((d) => d.value)]).filter(Number.isFinite);
  const low = domain?.[0] ?? Math.min(0, ...values);
  const high = domain?.[1] ?? Math.max(0, ...values);
  const left = names + (low < 0 ? figures : 0);
  const scale = (width - left - figures) / (high > low ? high - low : 1);
  const x = (v: number): number => left + (v - low) * scale;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${bars.length * row + 6}`, role: 'img', 'aria-label': label });
  bars.forEach((b, i) => {
    const y = i * row;
    const top = narrow ? y + 17 : y + 4;
    const high_ = narrow ? 16 : row - 9;
    const a = Math.min(x(0), x(b.value));
    svg.append(s('text', { x: narrow ? 0 : 0, y: narrow ? y + 12 : y + row / 2 + 4 }, shortened(b.name, narrow ? width : names - 8)));
    svg.append(s('rect', { x: a, y: top, width: Math.max(0.8, Math.abs(x(b.value) - x(0))), height: high_, class: b.css ?? 'muted' }, hint(b.words ?? `${b.name}: ${b.figure}`)));
    if (b.low !== undefined && b.high !== undefined)
      svg.append(s('path', { class: 'whisker', d: `M${x(b.low)} ${top + high_ / 2}H${x(b.high)}M${x(b.low)} ${top + 3}V${top + high_ - 3}M${x(b.high)} ${top + 3}V${top + high_ - 3}` }));
    for (const d of b.dots ?? []) svg.append(s('circle', { cx: x(d.value), cy: top + high_ / 2, r: 4, class: `diamond${d.open ? ' open' : ''}`, 'stroke-width': 1.4 }, hint(`${d.name}: ${signed(d.value)}`)));
    const far = Math.max(x(b.value), b.high === undefined ? -Infinity : x(b.high), ...(b.dots ?? []).map((d) => x(d.value) + 4));
    if (b.value < 0) svg.append(s('text', { x: Math.min(a, b.low === undefined ? a : x(b.low)) - 5, y: top + high_ / 2 + 4, 'text-anchor': 'end' }, b.figure));
    else svg.append(s('text', { x: far + 5, y: top + high_ / 2 + 4 }, b.figure));
  });
  if (low < 0) svg.append(s('line', { class: 'axis', x1: x(0), x2: x(0), y1: 0, y2: bars.length * row }));
  return svg;
}

export interface Step { name: string; value: number }

/** A waterfall from a start over steps to the end; the end is the sum. */
export function waterfall(label: string, start: Step, steps: Step[], end: string, show: (v: number) => string, width: number): SVGSVGElement {
  const narrow = width < 420;
  const row = narrow ? 40 : 27;
  const total = steps.reduce((a, t) => a + t.value, start.value);
  const lines = [start.name, ...steps.map((t) => t.name), end];
  const figure = (v: number): string => signed(v, show);
  const figures = Math.max(...steps.map((t) => textWidth(figure(t.value))), textWidth(show(total)), textWidth(show(start.value))) + 12;
  const names = narrow ? 0 : Math.min(width * 0.42, Math.max(...lines.map((n) => textWidth(n))) + 12);
  let at = start.value;
  const reach = [0, at];
  for (const t of steps) reach.push((at += t.value));
  const low = Math.min(...reach);
  const high = Math.max(...reach);
  const scale = (width - names - figures - 4) / (high > low ? high - low : 1);
  const x = (v: number): number => names + (v - low) * scale;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${lines.length * row + 6}`, role: 'img', 'aria-label': label });
  const bar = (i: number, name: string, from: number, to: number, text: string, css: string): void => {
    const y = i * row;
    const top = narrow ? y + 17 : y + 4;
    const tall = narrow ? 16 : row - 9;
    const a = Math.min(x(from), x(to));
    const b = Math.max(x(from), x(to));
    svg.append(s('text', { x: 0, y: narrow ? y + 12 : y + row / 2 + 4 }, shortened(name, narrow ? width : names - 8)),
      s('rect', { x: a, y: top, width: Math.max(1, b - a), height: tall, class: css }, hint(`${name}: ${text}`)), s('text', { x: b + 5, y: top + tall / 2 + 4 }, text));
    if (i < lines.length - 1) svg.append(s('line', { class: 'connector', x1: x(to), x2: x(to), y1: top + tall, y2: top + row }));
  };
  bar(0, start.name, 0, start.value, show(start.value), 'muted');
  at = start.value;
  steps.forEach((t, i) => {
    bar(i + 1, t.name, at, at + t.value, figure(t.value), t.value < 0 ? 'less' : 'more-fill');
    at += t.value;
  });
  bar(lines.length - 1, end, 0, at, show(at), 'muted');
  return svg;
}
