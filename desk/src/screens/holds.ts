import type { Context, View } from '../context';
import { bindsOf, missingFirm } from '../answers';
import { barChart, drawn, type Bar } from '../charts/bars';
import { api } from '../data/api';
import type { Run } from '../data/run';
import type { Adequacy, Estimate } from '../data/types';
import { h } from '../dom';
import { capital, energy, percent, power, sig, THIN, words, when } from '../format';
import { card, emptyCard } from '../ui/card';
import { startJob } from '../ui/jobs';
import { toast } from '../ui/toast';

interface Test { name: string; verdict: 'PASS' | 'FAIL' | 'not tested'; figure: string; words: string; command?: string; action?: HTMLElement }

/** Unserved energy of a year against its load, on the finest hours that the run has. */
function yearTest(run: Run, year: number): Test {
  const t = run.table('generation');
  const full = t.is('grid', 'full').is('year', year);
  const rows = full.isEmpty ? run.plan('generation').is('year', year) : full;
  if (rows.isEmpty) return { name: 'Every hour', verdict: 'not tested', figure: 'n/a', words: `No dispatch of ${when(year)} in this run.` };
  const load = -rows.where((r) => /^(load|ai)$/.test(rows.text(r, 'technology'))).sum('energy_mwh');
  const unserved = rows.is('technology', 'unserved').sum('energy_mwh');
  const ppm = load > 0 ? (unserved / load) * 1e6 : 0;
  return { name: full.isEmpty ? "The plan's hours" : 'The full year', verdict: ppm <= 10 ? 'PASS' : 'FAIL', figure: ppm < 0.005 ? `0${THIN}ppm` : `${sig(ppm)}${THIN}ppm`, words: `${energy(unserved)} of ${energy(load)} stay unserved over ${full.isEmpty ? "the plan's hours" : 'all 8\u202f760 hours'}; 10${THIN}ppm is allowed. No outages are drawn here.` };
}

function peakTest(run: Run, year: number): Test {
  const t = run.plan('reserve').is('year', year);
  if (t.isEmpty) return { name: 'Peak', verdict: 'not tested', figure: 'n/a', words: 'The case asks for no reserve margin in this year.' };
  const short = missingFirm(run, year);
  const regions = t.where((r) => t.number(r, 'shortfall_mw') > 0.5).texts('region');
  return { name: 'Peak', verdict: short <= 0.5 ? 'PASS' : 'FAIL', figure: short <= 0.5 ? 'enough' : `${power(short)} missing`, words: short <= 0.5 ? `Every reserve region (${t.texts('region').length}) has the firm power that it needs.` : `Firm power is missing in ${regions.slice(0, 4).map(words).join(', ')}${regions.length > 4 ? ` and ${regions.length - 4} more` : ''}; each region counts with its worst season.` };
}

/** Half width of an interval over its standard error. */
const WIDTH = 1.96;

function outageTest(ctx: Context, a: Adequacy | null): Test {
  if (!a) {
    const go = h('button', { type: 'button', class: 'primary', id: 'draw-outages', onclick: () => {
      startJob({ verb: 'adequacy', run: ctx.run.id, options: { samples: 100, year: ctx.year } }, '', () => ctx.redraw()).catch((e: unknown) => toast(e instanceof Error ? e.message : String(e)));
    } }, 'Draw 100 years of outages');
    return { name: 'Outages', verdict: 'not tested', figure: 'n/a', words: 'Nobody has drawn outages of this fleet yet.', action: go, command: `./loadstar adequacy ${ctx.run.detail.run.name} --samples 100` };
  }
  const standard = typeof a['standard_lole_days'] === 'number' ? a['standard_lole_days'] : 0.1;
  const days = a.lole_days.value ?? NaN;
  return { name: a.year !== undefined && a.year !== ctx.year ? `Outages, ${a.year}` : 'Outages', verdict: days <= standard ? 'PASS' : 'FAIL', figure: `${sig(days)}${THIN}days a year`, words: `Days a year with a shortage (LOLE), ± ${sig((a.lole_days.standard_error ?? 0) * WIDTH)}; ${sig(standard)} is the standard. ${a.samples ?? ''} years drawn.` };
}

function tests(ctx: Context, a: Adequacy | null): Test[] {
  const { run, year } = ctx;
  const list = [peakTest(run, year), yearTest(run, year)];
  if (run.isNetwork) return list.filter((t) => t.verdict !== 'not tested');
  return [...list, outageTest(ctx, a),
    { name: 'Bad weather year', verdict: 'not tested', figure: 'n/a', words: 'The run has one weather year. Move the weather against the demand and plan again.', command: './loadstar plan --set weather_shift_days=7' },
    { name: 'Outage of a line, attack', verdict: 'not tested', figure: 'n/a', words: 'Zones hide the network inside them: ask a real grid file.', action: h('a', { class: 'button', href: ctx.link({ screen: 'grid', job: '' }) }, 'Ask a real network') }];
}

function testCard(t: Test): HTMLElement {
  const css = t.verdict === 'PASS' ? 'pass' : t.verdict === 'FAIL' ? 'fail' : 'none';
  return h('section', { class: 'card test', 'aria-label': t.name }, h('h2', {}, t.name), h('div', { class: `verdict ${css}` }, `${t.verdict === 'PASS' ? '✓ ' : t.verdict === 'FAIL' ? '✗ ' : ''}${t.verdict}`),
    t.verdict === 'not tested' ? null : h('b', {}, t.figure), h('p', { class: 'sub' }, t.words), t.action ?? null, t.command ? h('pre', {}, h('code', {}, t.command)) : null);
}

function reserveCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const t = run.plan('reserve').is('year', year);
  if (t.isEmpty) return emptyCard('reserve', `No reserve margin is asked for in ${when(year)}`, 'The case has no reserve_margins.csv, or reserve.enforced is false.');
  const rows = t.rows.map((r) => ({ name: `${words(t.text(r, 'region'))}, ${t.text(r, 'season')}`, need: t.number(r, 'requirement_mw'), firm: t.number(r, 'firm_mw') + (t.number(r, 'import_mw') || 0), price: t.number(r, 'price_usd_per_kw_yr') })).filter((x) => x.need > 0)
    .sort((a, b) => a.firm / a.need - b.firm / b.need);
  const first = rows[0];
  const title = first ? `${first.name} is tightest: ${percent(first.firm / first.need)} of the firm power that it needs` : 'No region needs firm power';
  const bars: Bar[] = rows.slice(0, 20).map((x) => ({ name: x.name, value: x.firm / 1e3, figure: `${sig(x.firm / 1e3)} of ${sig(x.need / 1e3)}${THIN}GW`, css: x.firm < x.need * 0.9995 ? 'bad' : 'muted', dots: [{ value: x.need / 1e3, open: true, name: 'needed' }] }));
  return card({ id: 'reserve', title, subtitle: `Firm power with imports (bar) against the requirement (dot), GW, by reserve region and season, ${when(year)}`, chart: drawn(title, (w) => barChart(title, bars, w)), binds: bindsOf(run, year, 'reserve'), source: run.source('reserve'),
    twin: { columns: ['region', 'needed MW', 'firm MW', 'price USD/kW-yr'], rows: rows.map((x) => [x.name, x.need, x.firm, x.price]) } });
}

function zoneRisk(ctx: Context, a: Adequacy | null): HTMLElement {
  const zones = Object.entries(a?.by_zone ?? {}).map(([z, m]) => {
    const e = m['lole_days'] as Estimate | undefined;
    return { zone: z, value: e?.value ?? NaN, se: e?.standard_error ?? 0 };
  }).filter((x) => Number.isFinite(x.value)).sort((x, y) => y.value - x.value);
  if (!a || zones.length === 0) return emptyCard('risk', 'Risk by zone is not known yet', 'Draw outages of this fleet: a hundred sample years take seconds to minutes.');
  const title = (zones[0]?.value ?? 0) > 0 ? `${ctx.run.zoneName(zones[0]?.zone ?? '')} falls short most often, ${sig(zones[0]?.value)} days a year` : `No zone falls short in ${a.samples ?? 'the'} sample years`;
  return card({ id: 'risk', title, subtitle: `Days a year with a shortage (LOLE), ± 1.96 standard errors, by zone, ${a.year ?? ''}`, chart: drawn(title, (w) => barChart(title, zones.slice(0, 20).map((x) => ({ name: ctx.run.zoneName(x.zone), value: x.value, figure: sig(x.value), low: Math.max(0, x.value - WIDTH * x.se), high: x.value + WIDTH * x.se })), w)),
    source: `adequacy study of run ${ctx.run.id.slice(0, 8)}`, twin: { columns: ['zone', 'LOLE days', 'standard error'], rows: zones.map((x) => [x.zone, x.value, x.se]) } });
}

/** Month by hour: how dear power is on average, as a table that can be read without colour. */
async function heatCard(ctx: Context): Promise<HTMLElement> {
  const { run, year } = ctx;
  const spans = run.detail.has.full_year?.includes(year) ? [[0, 2190], [2190, 4380], [4380, 6570], [6570, 8760]] : [];
  if (spans.length === 0) return emptyCard('heat', `Tight hours of ${when(year)} are not known`, 'Only a year that is dispatched over all its hours shows them: plan with --full-year all, or choose the target year.');
  const parts = await Promise.all(spans.map(([from, to]) => run.dispatch({ grid: 'full', year, from, to, zone: ctx.route.zone || undefined })));
  const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const ends = days.map((_, i) => days.slice(0, i + 1).reduce((a, d) => a + d * 24, 0));
  const sum = days.map(() => Array.from({ length: 24 }, () => 0));
  const n = days.map(() => Array.from({ length: 24 }, () => 0));
  for (const d of parts) d.hour.forEach((hour, i) => {
    const m = ends.findIndex((e) => hour < e);
    const row = sum[m];
    const count = n[m];
    if (!row || !count) return;
    row[hour % 24] = (row[hour % 24] ?? 0) + (d.price_usd_per_mwh[i] ?? 0);
    count[hour % 24] = (count[hour % 24] ?? 0) + 1;
  });
  const mean = sum.map((row, m) => row.map((v, k) => v / Math.max(1, n[m]?.[k] ?? 1)));
  const flat = mean.flat().sort((a, b) => a - b);
  const cut = [0.2, 0.4, 0.6, 0.8].map((q) => flat[Math.floor(q * flat.length)] ?? 0);
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  let worst = [0, 0] as [number, number];
  mean.forEach((row, m) => row.forEach((v, k) => { if (v > (mean[worst[0]]?.[worst[1]] ?? 0)) worst = [m, k]; }));
  const title = `Power is tightest in ${names[worst[0]]} around ${String(worst[1]).padStart(2, '0')}:00 UTC, $${sig(mean[worst[0]]?.[worst[1]])}/MWh on average`;
  const table = h('table', { class: 'heat' }, h('caption', {}, title), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'hour'), ...Array.from({ length: 24 }, (_, k) => h('th', { scope: 'col' }, k % 3 === 0 ? String(k) : '')))),
    h('tbody', {}, ...mean.map((row, m) => h('tr', {}, h('th', { scope: 'row' }, names[m]), ...row.map((v, k) => h('td', { title: `${names[m]} ${k}:00: $${sig(v)}/MWh`, style: { background: `var(--r${cut.filter((c) => v > c).length})` } }, h('span', { class: 'sr' }, sig(v))))))));
  return card({ id: 'heat', title, subtitle: `Mean price by month and hour (UTC), $/MWh, five classes of equal count (${cut.map((v) => sig(v, 2)).join(', ')}), all 8${THIN}760 hours of ${when(year)}${ctx.route.zone ? ', ' + run.zoneName(ctx.route.zone) : ''}`, chart: h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, table),
    source: run.source('prices'), twin: { columns: ['month', ...Array.from({ length: 24 }, (_, k) => `${k}:00`)], rows: mean.map((row, m) => [names[m] ?? '', ...row]) } });
}

export async function holdsScreen(ctx: Context): Promise<View> {
  const a = ctx.run.detail.has.adequacy ? await api.adequacy(ctx.run.id) : null;
  const list = tests(ctx, a);
  const done = list.filter((t) => t.verdict !== 'not tested');
  const failed = done.filter((t) => t.verdict === 'FAIL');
  const title = done.length === 0 ? 'Nothing has been tested yet' : failed.length === 0 ? `Passes the ${done.length === 1 ? 'one test that was' : `${done.length} tests that were`} run for ${when(ctx.year)}` : `Passes ${done.length - failed.length} of ${done.length} tests in ${when(ctx.year)}; ${failed.map((t) => words(t.name).toLowerCase().replace(/, \d{4}$/, '')).join(' and ')} ${failed.length === 1 && !/s$/.test(words(failed[0]?.name ?? '')) ? 'fails' : 'fail'}`;
  return { title: capital(title), tiles: true, yearbar: true, body: [h('div', { class: 'tests' }, ...list.map(testCard)), h('div', { class: 'cards' }, reserveCard(ctx), ctx.run.isNetwork ? null : zoneRisk(ctx, a), await heatCard(ctx))] };
}
