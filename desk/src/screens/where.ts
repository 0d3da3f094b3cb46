import type { Context, View } from '../context';
import { binds, bindsOf, headline, whereTitle } from '../answers';
import { barChart, drawn } from '../charts/bars';
import { mapLegend, priceSteps, zoneMap, type MapDisc, type MapFlow } from '../charts/map';
import { yearColumns, type Series } from '../charts/time';
import type { Run } from '../data/run';
import type { Cell } from '../data/table';
import type { Geo, GeoZone } from '../data/types';
import { falling } from '../data/table';
import { h } from '../dom';
import { amount, power, price, quarter, sig, signed, THIN, words, when } from '../format';
import { FAMILIES, LOADS, type Family } from '../palette';
import { card, emptyCard } from '../ui/card';
import { selection } from './selection';

/** Energised power of campuses in a year, MW; runs without campuses have none. */
export function campusMw(run: Run, year: number): Map<string, number> {
  return run.plan('campus_power').is('year', year).by('campus', 'energised_mw');
}

/** Net energy between zones of a year, TWh, above 0 from the first to the second. */
export function netFlows(run: Run, year: number): MapFlow[] {
  const lines = run.plan('lines').is('year', year);
  const net = new Map<string, number>();
  for (const r of lines.rows) {
    const [a, b] = [lines.text(r, 'from_zone'), lines.text(r, 'to_zone')];
    const twh = ((lines.number(r, 'energy_forward_mwh') || 0) - (lines.number(r, 'energy_reverse_mwh') || 0)) / 1e6;
    const key = a <= b ? `${a}\t${b}` : `${b}\t${a}`;
    net.set(key, (net.get(key) ?? 0) + (a <= b ? twh : -twh));
  }
  // What a solver leaves on a line that nothing uses is no flow.
  const dust = 1e-7 * Math.abs(run.plan('generation').is('year', year).sum('energy_mwh')) / 1e6;
  return [...net].map(([k, twh]) => {
    const [from = '', to = ''] = k.split('\t');
    return { from, to, twh: Math.abs(twh) > dust ? twh : 0 };
  });
}

/** Scales that all years and both maps of a comparison share. */
export interface MapScale { mw: number; twh: number; steps: number[] }

export function mapScale(runs: Run[], geos: Geo[], byCampus: boolean): MapScale {
  const mw = Math.max(1, ...runs.flatMap((run) => run.years.flatMap((y) => (byCampus
    ? [...campusMw(run, y).values()] : [...run.aiByZone(y).values(), ...run.aiByZone(y, 'potential_mw').values()]))),
  ...(byCampus ? geos.flatMap((g) => g.campuses.filter((c) => (c.planned_mw ?? 0) > 0).map((c) => c.max_mw ?? 0)) : []));
  const twh = Math.max(1e-6, ...runs.flatMap((run) => run.years.flatMap((y) => netFlows(run, y).map((f) => Math.abs(f.twh)))));
  return { mw, twh, steps: priceSteps(runs.flatMap((run) => run.years.flatMap((y) => [...run.prices(y).values()]))) };
}

function campusDiscs(run: Run, geo: Geo, year: number): MapDisc[] {
  const now = campusMw(run, year);
  const last = run.years.at(-1) ?? year;
  const later = campusMw(run, last);
  return geo.campuses.filter((c) => c.longitude_deg !== null && c.latitude_deg !== null && ((now.get(c.campus) ?? 0) > 0.5 || (later.get(c.campus) ?? 0) > 0.5 || (c.planned_mw ?? 0) > 0.5)).map((c) => {
    const mw = now.get(c.campus) ?? 0;
    return {
      id: 'campus:' + c.campus, name: c.name, longitude: c.longitude_deg ?? 0, latitude: c.latitude_deg ?? 0, mw, ringMw: Math.max(later.get(c.campus) ?? 0, c.planned_mw ?? 0), pale: c.kind === 'generic',
      lines: [`${power(mw)} in ${when(year)}`, `${c.name}, ${c.zone ? run.zoneName(c.zone) : c.country}`, c.energised_p50 ? `P50 ${quarter(c.energised_p50)}, P90 ${quarter(c.energised_p90)}` : 'not built', c.binding_step ? `decided by ${words(c.binding_step)}` : ''].filter(Boolean),
    };
  });
}

function zoneDiscs(run: Run, geo: Geo, year: number): MapDisc[] {
  const ai = run.aiByZone(year);
  const could = run.aiByZone(year, 'potential_mw');
  return geo.zones.filter((z) => z.longitude_deg !== null && z.latitude_deg !== null && ((ai.get(z.zone) ?? 0) > 0 || (could.get(z.zone) ?? 0) > 0)).map((z) => ({
    id: 'zone:' + z.zone, name: z.name || z.zone, longitude: z.longitude_deg ?? 0, latitude: z.latitude_deg ?? 0, mw: ai.get(z.zone) ?? 0, ringMw: could.get(z.zone) ?? 0, pale: false,
    lines: [`${power(ai.get(z.zone) ?? 0)} in ${when(year)}`, z.name || z.zone, `${power(could.get(z.zone) ?? 0)} could be ready`],
  }));
}

export function hasCampuses(run: Run, geo: Geo): boolean {
  return !run.plan('campus_power').isEmpty && geo.campuses.some((c) => c.longitude_deg !== null);
}

/** The map of a run in a year. */
export function mapOf(run: Run, geo: Geo, year: number, scale: MapScale, byCampus: boolean, chosen: string, choose: (s: string) => void, height: (width: number) => number): HTMLElement {
  const prices = run.prices(year);
  const ai = run.aiByZone(year);
  const title = whereTitle(run, year);
  const holder = h('div', { class: 'map-holder', 'aria-label': title, role: 'group' });
  const zoneLines = (z: GeoZone): string[] => [z.name || z.zone, `AI load ${power(ai.get(z.zone) ?? 0)}`, `price ${price(prices.get(z.zone) ?? NaN)}`];
  let last = 0;
  const draw = async (width: number): Promise<void> => {
    if (width < 60 || Math.abs(width - last) < 6) return;
    last = width;
    const discs = byCampus ? campusDiscs(run, geo, year) : zoneDiscs(run, geo, year);
    const svg = await zoneMap({
      geo, title, price: prices, steps: scale.steps, discs, flows: netFlows(run, year), largestMw: scale.mw, largestTwh: scale.twh,
      zoneLines, chosen, choose, width, height: height(width), figure: (z) => (prices.has(z) ? `$${sig(prices.get(z))}` : ''),
    });
    holder.replaceChildren(svg, mapLegend(scale.steps, scale.mw, scale.twh, width, discs.length > 0));
  };
  const watch = new ResizeObserver((e) => {
    if (!holder.isConnected) return watch.disconnect();
    void draw(Math.round(e[0]?.contentRect.width ?? 0));
  });
  watch.observe(holder);
  return holder;
}

function mapCard(ctx: Context, geo: Geo): HTMLElement {
  const { run, year } = ctx;
  if (geo.zones.every((z) => z.longitude_deg === null || z.latitude_deg === null)) return emptyCard('map', 'No map', 'The buses of this case have no coordinates.');
  const can = hasCampuses(run, geo);
  const byCampus = can && localStorage.getItem('loadstar.map') !== 'zones';
  const scale = mapScale([run], [geo], byCampus);
  const chosen = ctx.route.selected || (ctx.route.zone ? 'zone:' + ctx.route.zone : '');
  const map = mapOf(run, geo, year, scale, byCampus, chosen, (s) => ctx.go({ selected: s, zone: s.startsWith('zone:') ? s.slice(5) : s === '' ? '' : ctx.route.zone }), (w) => (w < 480 ? w * 0.86 : Math.min(620, w * 0.66)));
  const ai = run.aiByZone(year);
  const could = run.aiByZone(year, 'potential_mw');
  const prices = run.prices(year);
  const rows: Cell[][] = geo.zones.map((z) => [z.zone, z.name, ai.get(z.zone) ?? 0, could.get(z.zone) ?? 0, prices.get(z.zone) ?? null]);
  const choice = can ? h('div', { class: 'seg', role: 'radiogroup', 'aria-label': 'Discs of the map' }, ...(['campuses', 'zones'] as const).map((kind) => h('label', {},
    h('input', { type: 'radio', name: 'map-kind', checked: (kind === 'campuses') === byCampus, 'data-key': 'map-' + kind, onchange: () => { localStorage.setItem('loadstar.map', kind); ctx.redraw(); } }), kind === 'campuses' ? 'By campus' : 'By zone'))) : null;
  const overseas = geo.campuses.filter((c) => !c.zone && (c.planned_mw ?? 0) > 0.5);
  return card({
    id: 'map', title: whereTitle(run, year), subtitle: `${run.isNetwork ? 'L' : 'New AI load (GW), l'}oad-weighted price incl. capacity ($/MWh, plan's hours) and net flows between zones (TWh), ${when(year)}`,
    chart: h('div', {}, h('div', { class: 'actions' }, choice, h('span', { class: 'sub' }, 'Click a zone or a disc for its facts.')), map,
      overseas.length > 0 ? h('p', { class: 'sub' }, `Abroad: ${overseas.map((c) => `${c.name} ${power(c.planned_mw)}`).join('; ')}.`) : null),
    binds: bindsOf(run, year, 'ai.', 'campus'), source: run.source('ai, campus_power, lines, price_summary'),
    twin: { columns: ['zone', 'name', 'AI load MW', 'could be ready MW', 'price USD/MWh'], rows },
  });
}

function zonesCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const ai = run.aiByZone(year);
  const order = falling(ai).filter((z) => (ai.get(z) ?? 0) > 0.5);
  if (order.length === 0) return emptyCard('zones', `No new AI load in ${when(year)}`, run.isNetwork ? 'A network case has loads of its own, no campuses.' : 'Move the year, or plan with a target of AI load.', run.isNetwork ? '' : './loadstar plan --set ai.target_gw.2030=50');
  const all = order.reduce((a, z) => a + (ai.get(z) ?? 0), 0);
  const bars = order.slice(0, 12).map((z) => ({ name: run.zoneName(z), value: (ai.get(z) ?? 0) / 1e3, figure: power(ai.get(z)), css: ctx.route.zone === z ? 'accent' : 'muted' }));
  const title = `${run.zoneName(order[0] ?? '')} takes ${Math.round(((ai.get(order[0] ?? '') ?? 0) / all) * 100)}${THIN}% of the AI load`;
  return card({ id: 'zones', title, subtitle: `New AI load by zone, GW, ${when(year)}`, chart: drawn(title, (w) => barChart(title, bars, w)), source: run.source('ai'),
    twin: { columns: ['zone', 'MW'], rows: order.map((z) => [z, ai.get(z) ?? 0]) } });
}

const AI_FAMILY: Family = { ...LOADS.training, label: 'AI load', decal: 'none' };
const MISSING: Family = { ...FAMILIES.imports, label: 'less than target', decal: 'slash' };

function yearsCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const years = run.years.filter((y) => !Number.isNaN(run.aiMw(y)));
  if (years.length === 0) return emptyCard('years', 'No new AI load in this run', 'The table ai is empty.');
  const load = years.map((y) => run.aiMw(y) / 1e3);
  const short = years.map((y, i) => Math.max(0, (run.aiMw(y, 'target_mw') || 0) / 1e3 - (load[i] ?? 0)));
  const series: Series[] = [{ family: AI_FAMILY, values: load }, ...(short.some((v) => v > 1e-3) ? [{ family: MISSING, values: short }] : [])];
  const first = load[0] ?? 0;
  const last = load.at(-1) ?? 0;
  const title = years.length > 1 ? `AI load goes from ${sig(first)} to ${sig(last)}${THIN}GW between ${years[0]} and ${years.at(-1)}` : `${sig(last)}${THIN}GW of AI load in ${years[0]}`;
  return card({ id: 'years', title, subtitle: `New AI load against its target (mark), GW at the end of the year; shown year ${when(year)}`, chart: yearColumns(title, years, series, [], 'GW', 230, years.map((y) => (run.aiMw(y, 'target_mw') > 0 ? run.aiMw(y, 'target_mw') / 1e3 : null))).element, source: run.source('ai'),
    twin: { columns: ['year', 'AI load GW', 'target GW'], rows: years.map((y, i) => [y, load[i] ?? 0, (run.aiMw(y, 'target_mw') || 0) / 1e3]) } });
}

export function bindsCard(run: Run, year: number): HTMLElement {
  const list = binds(run, year);
  const title = list.length > 0 ? 'What binds' : 'Nothing binds';
  return h('section', { class: 'card', id: 'binds', 'aria-labelledby': 'binds-title' }, h('h2', { id: 'binds-title' }, title), h('p', { class: 'sub' }, `Limits of which more would be worth something, ${when(year)}`),
    list.length > 0 ? h('ul', { class: 'words' }, ...list.map((w) => h('li', {}, w))) : h('p', {}, run.plan('binding').isEmpty ? 'n/a: this run has no shadow prices.' : 'No limit of this year has a price.'),
    h('p', { class: 'source' }, 'Source: ' + run.source('binding')));
}

function supplyCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const plan = run.plan('generation').is('year', year);
  const twin = run.twin('generation').is('year', year);
  const keep = (t: typeof plan): Map<string, number> => t.where((r) => !/^(load|ai|surplus|export)$|:charge$/.test(t.text(r, 'technology'))).by('technology', 'energy_mwh');
  const a = keep(plan);
  const b = keep(twin);
  const change = new Map([...a].map(([k, v]) => [k, (v - (b.get(k) ?? 0)) / 1e6]));
  const order = [...change].filter(([, v]) => Math.abs(v) > 0.02).sort((x, y) => Math.abs(y[1]) - Math.abs(x[1])).slice(0, 8);
  if (b.size === 0 || order.length === 0) return emptyCard('feeds', 'What feeds the AI load is not known', b.size === 0 ? 'This run has no twin without new AI load.' : `Nothing changes in ${when(year)} against the twin without new AI load.`);
  const up = order.filter(([, v]) => v > 0);
  const title = up.length > 0 ? `${words(up[0]?.[0] ?? '')} runs ${signed(up[0]?.[1] ?? 0, amount)}${THIN}TWh for it${up[1] ? `, ${words(up[1][0])} ${signed(up[1][1], amount)}` : ''}` : 'Less runs with the AI load than without it';
  return card({ id: 'feeds', title: title.charAt(0).toUpperCase() + title.slice(1), subtitle: `Energy by technology, plan less its twin without new AI load, TWh, all zones, ${when(year)}`,
    chart: drawn(title, (w) => barChart(title, order.map(([k, v]) => ({ name: words(k), value: v, figure: signed(v, amount), css: v < 0 ? 'less' : 'more-fill' })), w)), source: run.source('generation'),
    twin: { columns: ['technology', 'with AI TWh', 'without TWh', 'change TWh'], rows: [...change].map(([k, v]) => [k, (a.get(k) ?? 0) / 1e6, (b.get(k) ?? 0) / 1e6, v]) } });
}

export async function whereScreen(ctx: Context): Promise<View> {
  const [geo] = await Promise.all([ctx.run.geo(), ctx.run.load('lines', 'campuses', 'compute_costs', 'capacity')]);
  return {
    title: headline(ctx.run), tiles: true, yearbar: true,
    body: [h('div', { class: 'where' },
      h('div', { class: 'column first' }, mapCard(ctx, geo), ctx.run.isNetwork ? null : h('div', { class: 'two' }, yearsCard(ctx), supplyCard(ctx))),
      h('div', { class: 'column' }, selection(ctx, geo), bindsCard(ctx.run, ctx.year)), h('div', { class: 'column last' }, ctx.run.isNetwork ? null : zonesCard(ctx)))],
  };
}
