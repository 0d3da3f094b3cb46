import type { Context, View } from '../context';
import { bindsOf } from '../answers';
import { drawn, barChart } from '../charts/bars';
import { linked } from '../charts/echart';
import { dispatchChart, priceStrip, toFamilies, yearColumns } from '../charts/time';
import type { Run } from '../data/run';
import type { Table } from '../data/table';
import type { Dispatch } from '../data/types';
import { falling } from '../data/table';
import { h } from '../dom';
import { capital, hourName, power, price, sig, THIN, when } from '../format';
import { FAMILIES, familyOf, needsEdge, STACK } from '../palette';
import { scheme } from '../theme';
import { card, emptyCard, legend } from '../ui/card';
import { errorView } from '../ui/states';

type Measure = 'standing' | 'built' | 'energy';

function measure(): Measure {
  const kept = localStorage.getItem('loadstar.supply');
  return kept === 'built' || kept === 'energy' ? kept : 'standing';
}

/** Rows of capacity that are plants; a network's lines and slack have no family. */
function plants(run: Run, zone: string): Table {
  let t = run.plan('capacity');
  if (zone) t = t.is('zone', zone);
  if (!run.isNetwork) return t;
  const lines = new Set(run.plan('lines').texts('line'));
  return t.where((r) => !lines.has(t.text(r, 'name')) && !['AC', 'DC', ''].includes(t.text(r, 'technology')));
}

function byYear(t: Table, column: string, years: number[], scale: number): Array<[string, number[]]> {
  const at = new Map(years.map((y, i) => [y, i]));
  const out = new Map<string, number[]>();
  for (const r of t.rows) {
    const i = at.get(t.number(r, 'year'));
    const v = t.number(r, column);
    if (i === undefined || Number.isNaN(v)) continue;
    const k = t.text(r, 'technology');
    const list = out.get(k) ?? years.map(() => 0);
    list[i] = (list[i] ?? 0) + v * scale;
    out.set(k, list);
  }
  return [...out];
}

function columnsCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const zone = ctx.route.zone;
  const kind = measure();
  const capacity = plants(run, zone);
  let generation = run.plan('generation').where((r) => !/^(load|ai|surplus|export)$|:charge$/.test(run.plan('generation').text(r, 'technology')));
  if (zone) generation = generation.is('zone', zone);
  const years = run.years.filter((y) => !capacity.is('year', y).isEmpty || !generation.is('year', y).isEmpty);
  if (years.length === 0) return emptyCard('columns', 'No capacity in this run', 'The table capacity is empty: the run stopped before it had a plan.');
  const up = toFamilies(kind === 'energy' ? byYear(generation, 'energy_mwh', years, 1e-6) : byYear(capacity, kind === 'built' ? 'built_mw' : 'standing_mw', years, 1e-3)).filter((x) => x.values.some((v) => v > 1e-3));
  const down = kind === 'energy' ? [] : toFamilies(byYear(capacity, 'retired_mw', years, 1e-3)).filter((x) => x.values.some((v) => v > 1e-3));
  const unit = kind === 'energy' ? 'TWh' : 'GW';
  const i = Math.max(0, years.indexOf(year));
  const at = up.map((x) => [x.family.label, x.values[i] ?? 0] as const).sort((a, b) => b[1] - a[1]);
  const all = at.reduce((a, [, v]) => a + v, 0);
  const place = zone ? ' in ' + run.zoneName(zone) : '';
  const first = at[0];
  const title = !first || all < 1e-3 ? `Nothing is ${kind === 'built' ? 'built' : 'standing'}${place} in ${when(year)}` : kind === 'built' ? `${sig(all)}${THIN}GW is built${place} for ${when(year)}; ${sig(first[1])}${THIN}GW of it ${first[0]}`
    : kind === 'energy' ? `${capital(first[0])} gives ${Math.round((first[1] / all) * 100)}${THIN}% of the energy${place} in ${when(year)}` : `${sig(all)}${THIN}GW stands${place} in ${when(year)}; ${first[0]} is the largest at ${sig(first[1])}${THIN}GW`;
  const choice = h('div', { class: 'seg', role: 'radiogroup', 'aria-label': 'What the columns show' }, ...(['standing', 'built', 'energy'] as const).map((m) => h('label', {},
    h('input', { type: 'radio', name: 'measure', checked: m === kind, 'data-key': 'measure-' + m, onchange: () => { localStorage.setItem('loadstar.supply', m); ctx.redraw(); } }), m === 'standing' ? 'Standing' : m === 'built' ? 'Built' : 'Energy')));
  const c = scheme();
  return card({
    id: 'columns', title, subtitle: `${kind === 'energy' ? 'Energy a year, TWh' : kind === 'built' ? 'Capacity built for the stage, GW; retired below 0' : 'Capacity at the end of the year, GW; retired below 0'}${place || ', all zones'}, by stage`,
    chart: h('div', {}, h('div', { class: 'actions' }, choice), yearColumns(title, years, up, down, unit).element),
    legend: legend([...up].reverse().map((x) => ({ fill: `var(--${x.family.id})`, name: x.family.label, value: sig(x.values[i] ?? 0), edge: needsEdge(x.family, c) }))),
    binds: bindsOf(run, year, 'build', 'equipment'), source: run.source('capacity, generation'), span: 'wide', tableLinks: run.tableLinks('capacity'),
    twin: { columns: ['technology', ...years.map((y) => `${y} ${unit}`)], rows: [...up.map((x) => [x.family.label, ...x.values]), ...down.map((x) => [x.family.label + ' retired', ...x.values.map((v) => -v)])] },
  });
}

function pricesCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const now = run.prices(year);
  const without = run.prices(year, 'no_ai');
  const order = falling(now);
  if (order.length === 0) return emptyCard('prices', 'No prices in this run', run.isFastest ? 'A plan of the most load has no prices of energy.' : 'The table price_summary is empty.');
  const first = order[0] ?? '';
  const title = `Power is dearest in ${run.zoneName(first)} at ${price(now.get(first))}, cheapest in ${run.zoneName(order.at(-1) ?? '')} at ${price(now.get(order.at(-1) ?? ''))}`;
  return card({ id: 'prices', title, subtitle: `Load-weighted price incl. scarcity and capacity, $/MWh, plan's hours, ${when(year)}; dot: without new AI load. Long-run dual, not a price forecast`,
    chart: drawn(title, (w) => barChart(title, order.slice(0, 24).map((z) => ({ name: run.zoneName(z), value: now.get(z) ?? 0, figure: sig(now.get(z)), css: ctx.route.zone === z ? 'accent' : 'muted',
      dots: without.has(z) ? [{ value: without.get(z) ?? 0, open: true, name: 'without new AI load' }] : [] })), w)), source: run.source('price_summary'),
    twin: { columns: ['zone', 'with AI USD/MWh', 'without USD/MWh'], rows: order.map((z) => [z, now.get(z) ?? null, without.get(z) ?? null]) } });
}

/** Steps of the given span, shorter at its ends. */
function weekTitle(run: Run, d: Dispatch): string {
  const load = d.hour.map((_, i) => (d.load_mw[i] ?? 0) + (d.ai_mw[i] ?? 0));
  let top = 0;
  load.forEach((v, i) => { if (v > (load[top] ?? 0)) top = i; });
  const at = d.generation.filter((g) => g.technology !== 'trade').map((g) => [familyOf(g.technology).label, g.power_mw[top] ?? 0] as const);
  const by = new Map<string, number>();
  at.forEach(([k, v]) => by.set(k, (by.get(k) ?? 0) + v));
  const first = falling(by)[0];
  const unserved = d.unserved_mw.reduce<number>((a, v, i) => a + (v ?? 0) * (d.hours[i] ?? 1), 0);
  const place = d.zone ? ' in ' + run.zoneName(d.zone) : '';
  if (first === undefined) return `No dispatch${place} in these hours`;
  const lead = `${capital(first)} is largest at the peak of ${power(load[top])}${place}, ${hourName(d.hour[top] ?? 0)}`;
  return unserved > 1 ? `${lead}; ${sig(unserved)}${THIN}MWh stay unserved` : lead;
}

/** The picture of one span of hours; loads itself, so that the rest of the screen need not wait. */
async function fillWeek(ctx: Context, holder: HTMLElement, from: number | undefined, to: number | undefined): Promise<void> {
  const { run } = ctx;
  holder.setAttribute('aria-busy', 'true');
  let d: Dispatch;
  try {
    d = await run.dispatch({ year: ctx.year || undefined, zone: ctx.route.zone || undefined, from, to, grid: localStorage.getItem('loadstar.grid') === 'plan' ? 'plan' : undefined });
  } catch (e) {
    const view = errorView(e, () => void fillWeek(ctx, holder, from, to));
    holder.replaceChildren(emptyCard('week', 'These hours cannot be shown', view.title));
    return;
  } finally {
    holder.setAttribute('aria-busy', 'false');
  }
  if (!holder.isConnected) return;
  if (d.hour.length === 0) {
    holder.replaceChildren(emptyCard('week', 'No hours here', d.spans.length > 0 ? `This run has the hours ${d.spans.slice(0, 12).map(([a, b]) => `${hourName(a)} to ${hourName(b - 1)}`).join('; ')}.` : `No dispatch of ${when(ctx.year)} in this run.`));
    return;
  }
  ctx.mark({ hours: [d.from, d.to] });
  const title = weekTitle(run, d);
  const stack = dispatchChart(title, d, (a, b) => {
    const [x, y] = [d.hour[a], d.hour[b]];
    if (x !== undefined && y !== undefined) ctx.mark({ hours: [x, Math.min(8760, y + 1)] });
    strip.chart()?.dispatchAction({ type: 'dataZoom', startValue: a, endValue: b });
  });
  const strip = priceStrip('Price by hour', d);
  const move = (by: number): void => {
    const length = Math.max(24, d.to - d.from);
    const [spanLow, spanHigh] = [d.spans[0]?.[0] ?? 0, d.spans.at(-1)?.[1] ?? 8760];
    let start = d.from + by * length;
    if (d.spans.length > 1 && length <= 24 * 8) {
      const i = d.spans.findIndex(([a, b]) => d.from >= a && d.from < b);
      const next = d.spans[Math.max(0, Math.min(d.spans.length - 1, (i < 0 ? 0 : i) + by))];
      if (next) return void fillWeek(ctx, holder, next[0], next[1]);
    }
    start = Math.max(spanLow, Math.min(spanHigh - length, start));
    void fillWeek(ctx, holder, Math.max(0, start), Math.min(8760, Math.max(0, start) + length));
  };
  const slider = h('input', { type: 'range', min: 0, max: 52, step: 1, value: Math.round(d.from / 168), 'aria-label': 'Week of the year', 'aria-valuetext': hourName(d.from), 'data-key': 'week' });
  slider.addEventListener('change', () => void fillWeek(ctx, holder, Math.min(8592, Number(slider.value) * 168), Math.min(8760, Number(slider.value) * 168 + 168)));
  const spans: Array<[string, number]> = [['Day', 24], ['Week', 168], ['Month', 720]];
  const bar = h('div', { class: 'actions' },
    h('button', { type: 'button', 'aria-label': 'Hours before', onclick: () => move(-1) }, '◀'), h('button', { type: 'button', 'aria-label': 'Hours after', onclick: () => move(1) }, '▶'),
    ...(d.grid === 'full' ? [...spans.map(([name, n]) => h('button', { type: 'button', 'aria-pressed': String(d.to - d.from === n), onclick: () => void fillWeek(ctx, holder, d.from, Math.min(8760, d.from + n)) }, name)), slider] : []),
    h('button', { type: 'button', onclick: () => void fillWeek(ctx, holder, undefined, undefined) }, 'Highest load'),
    h('span', { class: 'chip quiet' }, d.grid === 'full' ? 'all 8\u202f760 hours' : 'hours of the plan'), h('span', { class: 'sub' }, `${hourName(d.hour[0] ?? 0)} to ${hourName((d.hour.at(-1) ?? 0) + (d.hours.at(-1) ?? 1) - 1)} UTC; ctrl + wheel zooms`));
  const c = scheme();
  const families = [...new Set([...d.generation.filter((g) => g.technology !== 'trade' && g.power_mw.some((v) => (v ?? 0) > 0.5)).map((g) => familyOf(g.technology)), ...(d.unserved_mw.some((v) => (v ?? 0) > 0.5) ? [FAMILIES.unserved] : [])])];
  const columns = ['hour', 'load MW', 'AI MW', 'price USD/MWh', ...d.generation.map((g) => g.technology + ' MW'), ...d.storage.map((x) => x.technology + ' charge MW')];
  holder.replaceChildren(card({
    id: 'week', title, subtitle: `Power by hour, GW; charging and exports below 0; line: load, dashed: with new AI load. ${d.zone ? run.zoneName(d.zone) : 'All zones'}, ${d.year}`, chart: h('div', {}, bar, stack.element, strip.element), span: 'full',
    legend: legend([...STACK.filter((f) => families.includes(f)).reverse().map((f) => ({ fill: `var(--${f.id})`, name: f.label, edge: needsEdge(f, c) })), { fill: 'var(--ink)', name: 'other load', shape: 'line' as const }, { fill: 'var(--ai)', name: 'all load', shape: 'dash' as const }]),
    source: run.source('dispatch, prices'), tableLinks: run.tableLinks('dispatch'),
    twin: { columns, rows: d.hour.map((hour, i) => [hour, d.load_mw[i] ?? null, d.ai_mw[i] ?? null, d.price_usd_per_mwh[i] ?? null, ...d.generation.map((g) => g.power_mw[i] ?? null), ...d.storage.map((x) => x.charge_mw[i] ?? null)]) },
  }));
  requestAnimationFrame(() => requestAnimationFrame(() => linked([stack, strip])));
}

export async function supplyScreen(ctx: Context): Promise<View> {
  const { run, year } = ctx;
  await run.load('capacity', ...(run.isNetwork ? ['lines'] : []));
  const zones = run.table('zones');
  const picker = h('select', { id: 'zone-picker', 'data-key': 'zone-picker', onchange: (e: Event) => ctx.go({ zone: (e.target as HTMLSelectElement).value, selected: '' }) },
    h('option', { value: '' }, 'all zones'), ...zones.rows.map((r) => h('option', { value: zones.text(r, 'zone') }, run.zoneName(zones.text(r, 'zone')))));
  picker.value = ctx.route.zone;
  const holder = h('div', { class: 'week', style: { 'grid-column': '1 / -1' } }, run.has('dispatch') ? h('section', { class: 'card' }, h('p', { class: 'sub' }, 'The hours are on their way …')) : emptyCard('week', 'No dispatch in this run', 'It was stopped before it had a plan, or it is a study of many plans.'));
  if (run.has('dispatch')) queueMicrotask(() => void fillWeek(ctx, holder, ctx.route.hours?.[0], ctx.route.hours?.[1]));
  const plan = run.plan('generation').is('year', year).where((r) => !/^(load|ai|surplus|export|unserved)$|:charge$/.test(run.plan('generation').text(r, 'technology')));
  const by = (ctx.route.zone ? plan.is('zone', ctx.route.zone) : plan).by('technology', 'energy_mwh', (t) => familyOf(t).label);
  const all = [...by.values()].reduce((a, v) => a + v, 0);
  const order = falling(by);
  const clean = run.table('technologies');
  const cleanSet = new Set(clean.rows.filter((r) => String(clean.cell(r, 'clean')) === 'true').map((r) => clean.text(r, 'technology')));
  const share = plan.where((r) => cleanSet.has(plan.text(r, 'technology')) && (!ctx.route.zone || plan.text(r, 'zone') === ctx.route.zone)).sum('energy_mwh') / (all || 1);
  const title = all <= 0 ? `No generation in ${when(year)}` : `${capital(order[0] ?? '')} gives ${Math.round(((by.get(order[0] ?? '') ?? 0) / all) * 100)}${THIN}% of ${sig(all / 1e6)}${THIN}TWh${ctx.route.zone ? ' in ' + run.zoneName(ctx.route.zone) : ''} in ${when(year)}${order[1] ? `, ${order[1]} ${Math.round(((by.get(order[1]) ?? 0) / all) * 100)}${THIN}%` : ''}${cleanSet.size > 0 ? `; ${Math.round(share * 100)}${THIN}% is clean` : ''}`;
  return { title, tiles: true, yearbar: true, body: [h('div', { class: 'actions' }, h('label', { for: 'zone-picker' }, 'Zone '), picker), h('div', { class: 'cards' }, columnsCard(ctx), pricesCard(ctx), holder)] };
}
