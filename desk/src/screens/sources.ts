import type { Context, View } from '../context';
import { gapChip } from '../answers';
import { boundLines } from '../charts/time';
import { api } from '../data/api';
import { h, type Child } from '../dom';
import { duration, money, percent, plural, sig, THIN, words } from '../format';
import { card, dataTable, emptyCard } from '../ui/card';
import { age } from '../ui/shell';
import { claimsCard } from './claims';

function facts(list: Array<[string, Child]>): HTMLElement {
  return h('dl', { class: 'facts' }, ...list.map(([k, v]) => h('div', {}, h('dt', {}, k), h('dd', {}, v))));
}

function shown(v: unknown): string {
  if (v === null || v === undefined) return 'n/a';
  if (typeof v === 'number') return Number.isInteger(v) && Math.abs(v) < 10000 ? String(v) : sig(v, 4);
  if (typeof v === 'boolean') return v ? 'yes' : 'no';
  if (Array.isArray(v) && v.every((x) => typeof x !== 'object')) return v.length === 0 ? 'none' : v.join(', ');
  return typeof v === 'object' ? JSON.stringify(v) : String(v);
}

/** Nested settings as lines of path and value. */
function flat(o: unknown, path = ''): Array<[string, string]> {
  if (o === null || typeof o !== 'object' || Array.isArray(o)) return [[path, shown(o)]];
  const entries = Object.entries(o as Record<string, unknown>);
  return entries.length === 0 ? [[path, 'none']] : entries.flatMap(([k, v]) => flat(v, path ? `${path}.${k}` : k));
}

function panel(id: string, title: string, sub: string, ...children: Child[]): HTMLElement {
  return h('section', { class: 'card', id, 'aria-labelledby': id + '-title' }, h('h2', { id: id + '-title' }, title), h('p', { class: 'sub' }, sub), ...children);
}

function certificate(ctx: Context): HTMLElement {
  const { run } = ctx;
  const ok = run.summary('certificate', 'ok');
  const title = ok === true ? 'Certified: feasibility, cost and bound were recomputed apart from the solver' : ok === false ? 'NOT certified: the check of the solution failed' : 'No certificate in this run';
  return panel('certificate', title, 'What proves that the figures are right', facts([
    ['Proven gap', gapChip(run)], ['Gap that counts (of the decisions)', percent(run.number('gap_decision'))], ['Best plan', run.isFastest ? `${sig(run.number('objective_gw'), 5)}\u202fGW` : money(run.number('objective_usd'))],
    ['Bound', run.isFastest ? `${sig(run.number('upper_bound_gw'), 5)}\u202fGW` : money(run.number('lower_bound_usd'))], ['Full year against the plan', Number.isNaN(run.number('full_year_gap')) ? 'n/a: not proven in this run' : percent(run.number('full_year_gap'))],
    ['Primal residual', shown(run.summary('certificate', 'primal_residual'))], ['Dual residual', shown(run.summary('certificate', 'dual_residual'))], ['Complementarity', shown(run.summary('certificate', 'complementarity'))],
    ['Rows, columns, nonzeros', ['rows', 'columns', 'nonzeros'].map((k) => sig(run.number(k), 4)).join(', ')],
  ]));
}

function versions(ctx: Context): HTMLElement {
  const { run } = ctx;
  const r = run.detail.run;
  const created = new Date(r.created);
  return panel('versions', `Made ${age(r.created)} in ${duration(r.seconds)}`, 'Same case, options, seed and versions give the same result hash', facts([
    ['Case', `${r.case} ${r.case_hash.slice(0, 12)}`], ['Result hash', r.result_hash ? r.result_hash.slice(0, 16) : 'none: stopped by time'], ['Made', Number.isNaN(created.getTime()) ? r.created : created.toISOString().replace('T', ' ').slice(0, 16) + ' UTC'],
    ['Hours of the plan', r.time ?? 'n/a'], ['Stages', (r.stages ?? []).join(', ')], ...flat(run.summary('versions')).map(([k, v]): [string, Child] => [words(k), v]), ['Memory', `${sig(run.number('peak_memory_mb'))}\u202fMB`],
    ...flat(run.summary('seconds')).map(([k, v]): [string, Child] => [`Seconds, ${words(k)}`, v]),
  ]), r.command ? h('pre', {}, h('code', {}, r.command)) : null);
}

function downloads(ctx: Context, tables: Array<{ name: string; rows: number }>): HTMLElement {
  const id = ctx.run.id;
  const link = (file: string, name = file): HTMLElement => h('a', { class: 'button', href: api.download(id, file), download: true }, name);
  const list = h('table', {}, h('caption', {}, 'Tables of the run'), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'table'), h('th', { scope: 'col', class: 'num' }, 'rows'), h('th', { scope: 'col' }, 'download'))),
    h('tbody', {}, ...tables.filter((t) => t.rows > 0).map((t) => h('tr', {}, h('th', { scope: 'row' }, t.name), h('td', { class: 'num' }, sig(t.rows, 6)), h('td', {}, h('a', { href: api.download(id, t.name + '.csv'), download: true }, 'CSV'), ' ', h('a', { href: api.download(id, t.name + '.parquet'), download: true }, 'Parquet'))))));
  return panel('downloads', `Take it with you: the report, and ${plural(tables.filter((t) => t.rows > 0).length, 'table')}`, 'One self-contained HTML page; CSV for spreadsheets, Parquet for DuckDB, pandas and Spark',
    h('div', { class: 'actions' }, link('report.html', 'Report (HTML)'), h('a', { class: 'button', href: api.download(id, 'report.html') + '?inline=true', target: '_blank', rel: 'noopener' }, 'Open the report'), link('csv.zip', 'All tables, CSV'), link('parquet.zip', 'All tables, Parquet'), link('summary.json'), link('manifest.json')),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + 'Tables of the run' }, list));
}

function convergence(ctx: Context): HTMLElement {
  const t = ctx.run.table('iterations');
  const points = t.rows.map((r) => ({ seconds: t.number(r, 'seconds'), lower: t.cell(r, 'lower_usd') as number | null, upper: t.cell(r, 'upper_usd') as number | null })).filter((p) => Number.isFinite(p.seconds));
  if (points.length < 2) return emptyCard('bounds', 'The plan was solved in one go', 'No course of bounds was kept for this run.');
  const gap = ctx.run.detail.run.gap;
  const title = gap === null ? 'The bound and the best plan did not meet' : `Bound and best plan meet within ${percent(gap)} after ${duration(points.at(-1)?.seconds)}`;
  return card({ id: 'bounds', title, subtitle: 'Proven bound and best plan over the seconds of the solve, $bn', chart: boundLines(title, points, '$bn', 1e9).element, source: ctx.run.source('iterations'), twin: { columns: ['seconds', 'bound USD', 'best USD'], rows: points.map((p) => [p.seconds, p.lower, p.upper]) } });
}

/** A card that takes its time does not hold up the others. */
function later(card: Promise<HTMLElement>): HTMLElement {
  const wait = h('section', { class: 'card full', 'aria-busy': 'true', 'aria-label': 'Claims' }, h('p', { class: 'sub' }, 'The claims are being checked against the case …'));
  card.then((c) => wait.replaceWith(c), (e: unknown) => wait.replaceChildren(h('p', { class: 'fault' }, e instanceof Error ? e.message : String(e))));
  return wait;
}

export async function sourcesScreen(ctx: Context): Promise<View> {
  const { run } = ctx;
  const [tables] = await Promise.all([api.tables(run.id), run.load('iterations')]);
  const settings = flat(run.detail.manifest['settings']).filter(([k]) => k !== 'description');
  const options = flat(run.detail.manifest['options']);
  const ok = run.summary('certificate', 'ok') === true;
  const gap = run.detail.run.gap;
  const title = `${ok ? 'Recomputed apart from the solver' : 'Not certified'}${gap === null ? '; no bound is proven' : gap < 1e-6 ? `; no plan is even 0.0001${THIN}% better` : `; no plan is more than ${percent(gap)} better`}`;
  const inputs = card({ id: 'settings', title: `${plural(settings.length, 'setting')} and ${plural(options.length, 'option')} made this run`, subtitle: 'As read from the case; the tables of the case are in the Case screen', chart: dataTable({ columns: ['setting', 'value'], rows: [...settings, ...options.map(([k, v]) => ['option ' + k, v])] }, 'Settings and options', 800),
    source: `manifest of run ${run.id.slice(0, 8)}`, twin: { columns: ['setting', 'value'], rows: [...settings, ...options.map(([k, v]) => ['option ' + k, v])] } });
  const about = run.setting('description');
  return { title, kicker: typeof about === 'string' ? about : undefined, body: [h('div', { class: 'cards' }, certificate(ctx), versions(ctx), downloads(ctx, tables), convergence(ctx), inputs, later(claimsCard(ctx)))] };
}
