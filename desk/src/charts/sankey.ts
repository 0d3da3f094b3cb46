import { hint, s, shortened, textWidth } from '../dom';
import { money, words } from '../format';
import { pressable, tipOn } from '../ui/tip';

export interface Payment { payer: string; payee: string; category: string; usd: number }

interface Node { name: string; in: number; out: number; y: number; size: number; usedIn: number; usedOut: number }

/** Payer, instrument, payee: ribbons as wide as money; the chosen party is coloured. */
export function sankey(label: string, payments: Payment[], chosen: string, party: (name: string) => string, choose: (party: string) => void, width: number): SVGSVGElement {
  const columns: [Map<string, Node>, Map<string, Node>, Map<string, Node>] = [new Map(), new Map(), new Map()];
  const node = (column: 0 | 1 | 2, name: string): Node => {
    let n = columns[column].get(name);
    if (!n) columns[column].set(name, (n = { name, in: 0, out: 0, y: 0, size: 0, usedIn: 0, usedOut: 0 }));
    return n;
  };
  for (const p of payments) {
    node(0, p.payer).out += p.usd;
    const mid = node(1, p.category);
    mid.in += p.usd;
    mid.out += p.usd;
    node(2, p.payee).in += p.usd;
  }
  const total = payments.reduce((a, p) => a + p.usd, 0) || 1;
  const most = Math.max(...columns.map((c) => c.size));
  const height = Math.max(240, most * 34);
  const gap = 14;
  const scale = (height - gap * (most - 1) - 20) / total;
  for (const column of columns) {
    const nodes = [...column.values()].sort((a, b) => Math.max(b.in, b.out) - Math.max(a.in, a.out));
    const used = nodes.reduce((a, n) => a + Math.max(n.in, n.out) * scale, 0) + gap * (nodes.length - 1);
    let y = 10 + (height - 20 - used) / 2;
    for (const n of nodes) {
      n.size = Math.max(1, Math.max(n.in, n.out) * scale);
      n.y = y;
      y += n.size + gap;
    }
  }
  const side = Math.min(245, width * 0.24);
  const xs = [side, width / 2 - 6, width - side - 12] as const;
  const svg = s('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': label });
  const ribbon = (x0: number, y0: number, x1: number, y1: number, size: number, on: boolean, text: string): void => {
    const mid = (x0 + x1) / 2;
    const d = `M${x0} ${y0}C${mid} ${y0} ${mid} ${y1} ${x1} ${y1}V${y1 + size}C${mid} ${y1 + size} ${mid} ${y0 + size} ${x0} ${y0 + size}Z`;
    const shape = s('path', { class: `ribbon${on ? ' chosen' : ''}`, d }, hint(text));
    tipOn(shape, () => [text]);
    svg.append(shape);
  };
  for (const p of [...payments].sort((a, b) => b.usd - a.usd)) {
    const [a, m, z] = [node(0, p.payer), node(1, p.category), node(2, p.payee)];
    const size = p.usd * scale;
    const on = chosen !== '' && (chosen === p.payer || chosen === p.payee);
    const text = `${money(p.usd)} from ${party(p.payer)} to ${party(p.payee)}, ${words(p.category)}`;
    ribbon(xs[0] + 12, a.y + a.usedOut, xs[1], m.y + m.usedIn, size, on, text);
    ribbon(xs[1] + 12, m.y + m.usedOut, xs[2], z.y + z.usedIn, size, on, text);
    a.usedOut += size;
    m.usedIn += size;
    m.usedOut += size;
    z.usedIn += size;
  }
  columns.forEach((column, c) => {
    for (const n of column.values()) {
      const x = xs[c as 0 | 1 | 2];
      const amount = money(Math.max(n.in, n.out));
      const name = c === 1 ? words(n.name) : party(n.name);
      const bar = s('rect', { class: 'node focus', x, y: n.y, width: 12, height: n.size, 'data-key': `sankey-${c}-${n.name}` });
      const g = s('g', { class: c === 1 ? null : 'row' }, bar);
      const middle = n.y + n.size / 2;
      const [tx, anchor] = c === 0 ? [x - 6, 'end'] : c === 2 ? [x + 18, 'start'] : [x + 18, 'start'];
      const two = n.size >= 26;
      const room = (c === 1 ? width * 0.28 : side - 10) / 1.06;
      g.append(s('text', { x: tx, y: middle + (two ? -2 : 4), 'text-anchor': anchor, class: 'halo strong' }, two ? shortened(name, room) : `${shortened(name, room - textWidth(amount) - 6)} ${amount}`));
      if (two) g.append(s('text', { x: tx, y: middle + 13, 'text-anchor': anchor, class: 'halo soft' }, amount));
      if (c !== 1) pressable(bar, `${name}: ${c === 0 ? 'pay' : 'get'} ${amount}`, () => choose(chosen === n.name ? '' : n.name), g);
      svg.append(g);
    }
  });
  return svg;
}
