import { type Child, h } from '../dom';
import { sig } from '../format';
import { type Cell, csv } from '../data/table';
import { save, savePng, standalone } from './download';
import { toast } from './toast';

/** What stands behind a chart, as a table. */
export interface Twin {
  columns: string[];
  rows: Cell[][];
}

export interface CardParts {
  id: string;
  /** The finding, a sentence. */
  title: string;
  /** Quantity, unit, place, year. */
  subtitle: string;
  chart: Child;
  legend?: Child;
  /** What binds, in words. */
  binds?: string;
  /** Table, run, inputs. */
  source: string;
  twin?: Twin;
  /** Classes of the card: `wide`, `full`. */
  span?: 'wide' | 'full';
  /** The address of the run's own table, as CSV and Parquet. */
  tableLinks?: Array<{ name: string; href: string }>;
}

function cellText(v: Cell, column: string): string {
  if (typeof v !== 'number') return v === null ? '' : String(v);
  return /year|hour|line/.test(column) ? String(v) : sig(v, 4);
}

/** A table that scrolls in itself; numbers stand right. */
export function dataTable(twin: Twin, caption: string, most = 500): HTMLElement {
  const numeric = twin.columns.map((_, i) => twin.rows.some((r) => typeof r[i] === 'number') && twin.rows.every((r) => r[i] === null || typeof r[i] === 'number'));
  const body = h('tbody');
  for (const r of twin.rows.slice(0, most))
    body.append(h('tr', {}, ...r.map((v, i) => (i === 0 ? h('th', { scope: 'row' }, cellText(v, twin.columns[i] ?? '')) : h('td', { class: numeric[i] ? 'num' : null }, cellText(v, twin.columns[i] ?? ''))))));
  const table = h('table', {}, h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...twin.columns.map((c, i) => h('th', { scope: 'col', class: numeric[i] ? 'num' : null }, c)))), body);
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + caption },
    table, twin.rows.length > most && h('p', { class: 'sub' }, `The first ${most} of ${twin.rows.length} rows; CSV has all.`));
}

/** A card: finding, subtitle, chart, what binds, source, and the tools that every card has. */
export function card(parts: CardParts): HTMLElement {
  const { id, title, twin } = parts;
  const heading = h('h2', { id: id + '-title' }, title);
  const figure = h('div', { class: 'figure' }, parts.chart);
  const holder = h('div', { class: 'twin', hidden: true });
  const tools = h('div', { class: 'tools' });
  const root = h('section', { class: `card${parts.span ? ' ' + parts.span : ''}`, id, 'aria-labelledby': heading.id },
    heading, h('p', { class: 'sub' }, parts.subtitle), figure, parts.legend ?? null,
    parts.binds ? h('p', { class: 'binds' }, h('b', {}, 'Binds: '), parts.binds) : null, h('p', { class: 'source' }, 'Source: ' + parts.source), tools, holder);
  if (twin) {
    const toggle = h('button', { type: 'button', 'aria-expanded': 'false', 'data-table-toggle': true, onclick: () => {
      holder.hidden = !holder.hidden;
      toggle.setAttribute('aria-expanded', String(!holder.hidden));
      if (!holder.hasChildNodes()) holder.append(dataTable(twin, title));
    } }, 'Table');
    tools.append(toggle, h('button', { type: 'button', 'data-csv': true, onclick: () => save(`${id}.csv`, csv(twin.columns, twin.rows), 'text/csv') }, 'CSV'));
  }
  const drawing = (): SVGSVGElement | null => figure.querySelector('svg');
  if (parts.chart instanceof Element && !parts.chart.classList.contains('scroll') && !parts.chart.classList.contains('words'))
    tools.append(
      h('button', { type: 'button', onclick: () => {
        const svg = drawing();
        if (svg) save(`${id}.svg`, standalone(svg), 'image/svg+xml');
      } }, 'SVG'),
      h('button', { type: 'button', onclick: () => {
        const svg = drawing();
        if (svg) savePng(`${id}.png`, svg).catch((e: unknown) => toast(String(e)));
      } }, 'PNG'));
  for (const link of parts.tableLinks ?? []) tools.append(h('a', { class: 'button', href: link.href, download: true }, link.name));
  tools.append(h('button', { type: 'button', onclick: () => {
    navigator.clipboard?.writeText(location.href).then(() => toast('The address of this view is copied.'), () => toast(location.href));
  } }, 'Link'));
  return root;
}

/** A card for what a run does not have: says what would fill it. */
export function emptyCard(id: string, title: string, why: string, command = ''): HTMLElement {
  return h('section', { class: 'card empty', id, 'aria-labelledby': id + '-title' }, h('h2', { id: id + '-title' }, title), h('p', { class: 'sub' }, why),
    command ? h('pre', {}, h('code', {}, command)) : null);
}

/** Keys of a legend: swatch, name, value. */
export function legend(keys: Array<{ fill: string; name: string; value?: string; shape?: 'box' | 'line' | 'dash' | 'disc' | 'ring'; edge?: boolean }>): HTMLElement {
  return h('ul', { class: 'legend' }, ...keys.map((k) => h('li', {},
    h('span', { class: `swatch ${k.shape ?? 'box'}${k.edge ? ' edged' : ''}`, 'aria-hidden': 'true', style: { '--fill': k.fill } }), h('span', {}, k.name), k.value ? h('b', {}, k.value) : null)));
}
