import type { Context, View } from '../context';
import { paidCosts, yearCost } from '../answers';
import { barChart, drawn } from '../charts/bars';
import { yearLines } from '../charts/time';
import { api } from '../data/api';
import type { Run } from '../data/run';
import type { Table } from '../data/table';
import type { RunCard } from '../data/types';
import { h, type Child } from '../dom';
import { capital, money, percent, plural, power, price, sig, signed, THIN, words, when } from '../format';
import { familyOf } from '../palette';
import { card, dataTable, emptyCard } from '../ui/card';
import { runName } from '../ui/shell';
import { hasCampuses, mapOf, mapScale } from './where';

function show(v: unknown): string {
  if (v === null || v === undefined) return 'none';
  if (typeof v === 'number') return sig(v, 4);
  if (typeof v === 'object') return JSON.stringify(v);
  return String(v).replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}

function picker(ctx: Context, runs: RunCard[]): HTMLElement {
  const options = runs.filter((r) => r.id !== ctx.run.id && r.kind === ctx.run.detail.run.kind);
  const select = h('select', { id: 'vs-picker', 'data-key': 'vs-picker', onchange: (e: Event) => ctx.go({ vs: (e.target as HTMLSelectElement).value }) }, h('option', { value: '' }, 'choose a run'), ...options.map((r) => h('option', { value: r.id }, runName(r))));
  select.value = ctx.route.vs;
  return h('div', { class: 'actions' }, h('span', {}, h('b', {}, 'A '), runName(ctx.run.detail.run)), h('label', { for: 'vs-picker' }, h('b', {}, 'B '), select),
    ctx.other ? h('button', { type: 'button', onclick: () => ctx.go({ run: ctx.route.vs, vs: ctx.run.id }) }, 'Swap') : null);
}

function inputsCard(a: Run, b: Run, changed: Record<string, { a: unknown; b: unknown }>): HTMLElement {
  const list = Object.entries(changed);
  const same = a.detail.run.case_hash === b.detail.run.case_hash;
  const title = list.length > 0 ? `${plural(list.length, 'input')} differ${list.length === 1 ? 's' : ''}` : same ? 'The inputs are the same' : 'The cases differ in what the manifest does not name';
  const rows = list.map(([k, v]) => [k, show(v.a), show(v.b)]);
  return card({ id: 'inputs', title, subtitle: 'Settings, options and levers that differ between A and B', chart: list.length > 0 ? dataTable({ columns: ['input', 'A', 'B'], rows }, title) : h('p', { class: 'words' }, same ? 'Every figure below should be the same but for the gap of each plan.' : 'A table of the case was changed: see the case folders.'),
    source: `manifests of ${a.id.slice(0, 8)} and ${b.id.slice(0, 8)}`, twin: { columns: ['input', 'A', 'B'], rows }, span: 'full' });
}

interface Line { name: string; a: number; b: number; show: (v: number) => string }

function numbers(a: Run, b: Run, year: number): Line[] {
  const co2 = (r: Run): number => (r.plan('emissions').is('year', year).isEmpty ? NaN : r.plan('emissions').is('year', year).sum('co2_t') / 1e6);
  const mean = (r: Run): number => {
    const p = [...r.prices(year).values()];
    return p.length === 0 ? NaN : p.reduce((x, v) => x + v, 0) / p.length;
  };
  return [
    { name: `New AI load, ${when(year)}`, a: a.aiMw(year), b: b.aiMw(year), show: power },
    { name: `System cost a year, ${when(year)}`, a: yearCost(a, 'plan', year), b: yearCost(b, 'plan', year), show: money },
    { name: 'Objective', a: a.detail.run.objective_usd ?? NaN, b: b.detail.run.objective_usd ?? NaN, show: money },
    { name: `CO₂ a year, ${when(year)}`, a: co2(a), b: co2(b), show: (v) => `${sig(v)}${THIN}Mt` },
    { name: `Mean price of the zones, ${when(year)}`, a: mean(a), b: mean(b), show: price },
    { name: 'Gap (proven)', a: a.detail.run.gap ?? NaN, b: b.detail.run.gap ?? NaN, show: percent },
  ];
}

function numbersCard(a: Run, b: Run, year: number): HTMLElement {
  const list = numbers(a, b, year);
  const ai = list[0];
  const title = ai && !Number.isNaN(ai.a) && !Number.isNaN(ai.b) ? `B has ${signed(ai.b - ai.a, power)} of AI load in ${when(year)}` : `A and B in ${when(year)}`;
  const cell = (v: number, f: (v: number) => string): string => (Number.isNaN(v) ? 'n/a' : f(v));
  const table = h('table', {}, h('caption', {}, title), h('thead', {}, h('tr', {}, ...['figure', 'A', 'B', 'B − A'].map((c, i) => h('th', { scope: 'col', class: i > 0 ? 'num' : null }, c)))),
    h('tbody', {}, ...list.map((l) => h('tr', {}, h('th', { scope: 'row' }, l.name), h('td', { class: 'num' }, cell(l.a, l.show)), h('td', { class: 'num' }, cell(l.b, l.show)), h('td', { class: 'num', 'data-delta': l.name }, l.show === percent ? '' : Number.isNaN(l.b - l.a) ? 'n/a' : l.b === l.a ? '0' : signed(l.b - l.a, l.show))))));
  return card({ id: 'numbers', title, subtitle: `A, B and the difference, ${a.moneyYear}, ${when(year)}`, chart: h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, table), source: `${a.source('ai, costs, emissions')}; ${b.source('…')}`,
    twin: { columns: ['figure', 'A', 'B', 'B - A'], rows: list.map((l) => [l.name, Number.isNaN(l.a) ? null : l.a, Number.isNaN(l.b) ? null : l.b, Number.isNaN(l.b - l.a) ? null : l.b - l.a]) } });
}

function loadCard(a: Run, b: Run): HTMLElement | null {
  const years = [...new Set([...a.years, ...b.years])].sort((x, y) => x - y).filter((y) => !Number.isNaN(a.aiMw(y)) || !Number.isNaN(b.aiMw(y)));
  if (years.length === 0) return null;
  const of = (r: Run, column = 'energised_mw'): Array<number | null> => years.map((y) => (Number.isNaN(r.aiMw(y, column)) ? null : r.aiMw(y, column) / 1e3));
  const target = of(a, 'target_mw').map((v) => (v && v > 0 ? v : null));
  const last = years.at(-1) ?? 0;
  const title = `By ${last} A has ${power(a.aiMw(last))}, B ${power(b.aiMw(last))}`;
  return card({ id: 'load', title, subtitle: 'New AI load at the end of the year, GW, all zones', chart: yearLines(title, years, [{ name: 'A', values: of(a), style: 'high' }, { name: 'B', values: of(b), style: 'strong' }, ...(target.some((v) => v !== null) ? [{ name: 'target', values: target, style: 'dash' as const }] : [])], 'GW', 280).element,
    source: a.source('ai'), twin: { columns: ['year', 'A GW', 'B GW'], rows: years.map((y, i) => [y, of(a)[i] ?? null, of(b)[i] ?? null]) } });
}

function change(a: Table, b: Table, key: string, column: string, scale: number, name: (k: string) => string): Array<[string, number]> {
  const out = new Map<string, number>();
  b.by(key, column, name).forEach((v, k) => out.set(k, v * scale));
  a.by(key, column, name).forEach((v, k) => out.set(k, (out.get(k) ?? 0) - v * scale));
  return [...out].sort((x, y) => Math.abs(y[1]) - Math.abs(x[1]));
}

/** Change of the costs that are paid, $bn a year. */
function costChange(a: Run, b: Run, year: number): Array<[string, number]> {
  const out = new Map<string, number>();
  paidCosts(b.plan('costs'), year).forEach((v, k) => out.set(words(k), v / 1e9));
  paidCosts(a.plan('costs'), year).forEach((v, k) => out.set(words(k), (out.get(words(k)) ?? 0) - v / 1e9));
  return [...out].sort((x, y) => Math.abs(y[1]) - Math.abs(x[1]));
}

function changeCard(id: string, what: string, unit: string, list: Array<[string, number]>, source: string, year: number, format: (v: number) => string): HTMLElement {
  const big = list.filter(([, v], i) => i < 12 && Math.abs(v) > 1e-3);
  if (big.length === 0) return emptyCard(id, `${what} is the same in ${when(year)}`, 'No difference above what a solver leaves of zero.');
  const title = `${capital(big[0]?.[0] ?? '')}: ${signed(big[0]?.[1] ?? 0, format)}${big[1] ? `; ${big[1][0]}: ${signed(big[1][1], format)}` : ''}`;
  return card({ id, title, subtitle: `${what}, B less A, ${unit}, ${when(year)}`, chart: drawn(title, (w) => barChart(title, big.map(([k, v]) => ({ name: k, value: v, figure: signed(v, format), css: v < 0 ? 'less' : 'more-fill' })), w)), source, twin: { columns: ['', unit], rows: list } });
}

async function mapsCard(ctx: Context, a: Run, b: Run): Promise<HTMLElement | null> {
  const [ga, gb] = await Promise.all([a.geo(), b.geo(), a.load('lines'), b.load('lines')]);
  if (ga.zones.every((z) => z.longitude_deg === null)) return null;
  const byCampus = hasCampuses(a, ga) && hasCampuses(b, gb) && localStorage.getItem('loadstar.map') !== 'zones';
  const scale = mapScale([a, b], [ga, gb], byCampus);
  const choose = (s: string): void => ctx.go({ selected: s });
  const tall = (w: number): number => (w < 480 ? w * 0.86 : w * 0.66);
  const one = (label: string, r: Run, g: typeof ga): Child => h('div', {}, h('h3', {}, `${label}: ${power(r.aiMw(ctx.year))} in ${when(ctx.year)}`), mapOf(r, g, ctx.year, scale, byCampus, ctx.route.selected, choose, tall));
  const title = `Where the load stands in ${when(ctx.year)}, A and B on the same scales`;
  return card({ id: 'maps', title, subtitle: 'New AI load (GW), price ($/MWh) and net flows (TWh); discs, colours and arrows mean the same in both', chart: h('div', { class: 'pair' }, one('A', a, ga), one('B', b, gb)), source: `${a.source('ai, lines, price_summary')}; run ${b.id.slice(0, 8)}`, span: 'full',
    twin: { columns: ['zone', 'A MW', 'B MW', 'B - A MW'], rows: ga.zones.map((z) => [z.zone, a.aiByZone(ctx.year).get(z.zone) ?? 0, b.aiByZone(ctx.year).get(z.zone) ?? 0, (b.aiByZone(ctx.year).get(z.zone) ?? 0) - (a.aiByZone(ctx.year).get(z.zone) ?? 0)]) } });
}

export async function compareScreen(ctx: Context): Promise<View> {
  const a = ctx.run;
  const b = ctx.other;
  if (!b) {
    const others = ctx.runs.filter((r) => r.id !== a.id && r.kind === a.detail.run.kind);
    return { title: others.length > 0 ? 'Choose a run to compare with' : a.isNetwork ? 'There is no other network run to compare with' : 'There is only one run of this kind: re-plan with a lever moved to have two', body: [picker(ctx, ctx.runs),
      others.length > 0 ? h('div', { class: 'cards' }, ...others.slice(0, 9).map((r) => h('section', { class: 'card', 'aria-label': r.name }, h('h2', {}, runName(r)), h('p', { class: 'sub' }, [`${r.case}, ${r.time ?? ''}`, ...Object.entries(r.levers).slice(0, 6).map(([k, v]) => `${words(k)} ${v}`), ...r.set.slice(0, 3)].join(' · ')), h('a', { class: 'button primary', href: ctx.link({ vs: r.id }) }, 'Compare'))))
        : emptyCard('none', 'Nothing to compare with', 'Move a lever and press Re-plan, or plan the case again with another option.', './loadstar plan --lever smr=off')] };
  }
  const [comparison] = await Promise.all([api.compare(a.id, b.id), a.load('capacity'), b.load('capacity')]);
  const { year } = ctx;
  const gw = (b.aiMw(year) - a.aiMw(year)) || 0;
  const cost = yearCost(b, 'plan', year) - yearCost(a, 'plan', year);
  const title = Math.abs(gw) < 0.5 && Math.abs(cost) < 1e6 ? `A and B are the same in ${when(year)}` : `B ${Math.abs(gw) < 0.5 ? 'has the same AI load' : `${gw > 0 ? 'adds' : 'takes away'} ${power(Math.abs(gw))}`}${Number.isNaN(cost) ? '' : ` and costs ${money(Math.abs(cost))} a year ${cost >= 0 ? 'more' : 'less'}`} in ${when(year)}`;
  const fam = (t: string): string => familyOf(t).label;
  return { title, yearbar: true, body: [picker(ctx, ctx.runs), h('div', { class: 'cards' },
    inputsCard(a, b, comparison.changed_inputs), numbersCard(a, b, year), loadCard(a, b), await mapsCard(ctx, a, b),
    changeCard('capacity', 'Capacity standing', 'GW', change(a.plan('capacity').is('year', year), b.plan('capacity').is('year', year), 'technology', 'standing_mw', 1e-3, fam), a.source('capacity'), year, (v) => power(v * 1e3)),
    changeCard('zones', 'New AI load by zone', 'GW', change(a.plan('ai').is('year', year).named('zone'), b.plan('ai').is('year', year).named('zone'), 'zone', 'energised_mw', 1e-3, (z) => a.zoneName(z)), a.source('ai'), year, (v) => power(v * 1e3)),
    changeCard('costs', 'System cost', '$bn a year', costChange(a, b, year), a.source('costs'), year, (v) => `${v < 0 ? '\u2212' : ''}$${sig(Math.abs(v))}${THIN}bn`))] };
}
