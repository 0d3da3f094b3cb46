import type { Context, View } from '../context';
import { binds, bindsOf } from '../answers';
import { barChart, drawn } from '../charts/bars';
import { gantt, STEP_KEYS, type GanttRow, type GanttStep } from '../charts/gantt';
import { yearLines, type YearLine } from '../charts/time';
import type { Run } from '../data/run';
import { h } from '../dom';
import { capital, money, plural, power, quarter, sig, THIN, words, when } from '../format';
import { card, dataTable, emptyCard, legend } from '../ui/card';
import { bindsCard } from './where';

/** `2030-05` as a year with its fraction; NaN where there is none. */
function yearOf(month: string): number {
  const m = /^(\d{4})-(\d{2})/.exec(month);
  return m ? Number(m[1]) + (Number(m[2]) - 1) / 12 : NaN;
}

function rows(run: Run, all: boolean): GanttRow[] {
  const campuses = run.table('campuses');
  const steps = run.table('campus_steps');
  const of = new Map<string, GanttStep[]>();
  for (const r of steps.rows) {
    const id = steps.text(r, 'campus');
    const list = of.get(id) ?? [];
    list.push({ step: steps.text(r, 'step'), from: 2026 + steps.number(r, 'from_month') / 12, to: 2026 + steps.number(r, 'to_month') / 12, decides: false });
    of.set(id, list);
  }
  const out = campuses.rows.map((r): GanttRow => {
    const id = campuses.text(r, 'campus');
    const binding = campuses.text(r, 'binding_step');
    const planned = campuses.number(r, 'planned_mw') || 0;
    const p50 = yearOf(campuses.text(r, 'energised_p50'));
    const built = Number.isFinite(p50);
    const name = campuses.text(r, 'name') || id;
    return {
      id: 'campus:' + id, name, mw: planned > 0.5 ? planned : campuses.number(r, 'max_mw') || 0, p50, p90: yearOf(campuses.text(r, 'energised_p90')),
      steps: (of.get(id) ?? []).filter((t) => t.to > t.from + 1e-6).map((t) => ({ ...t, decides: binding.includes(t.step) })),
      decides: binding.replace(/^the plan.*/, 'plan'),
      lines: [`${name}: ${built ? `P50 ${quarter(campuses.text(r, 'energised_p50'))}, P90 ${quarter(campuses.text(r, 'energised_p90'))}` : 'not built'}`, `${power(planned)} planned of ${power(campuses.number(r, 'max_mw'))}`, binding ? `decided by ${words(binding)}` : 'no step decides', campuses.text(r, 'why')].filter(Boolean),
    };
  });
  return out.filter((r) => all || Number.isFinite(r.p50)).sort((a, b) => (Number.isFinite(a.p50) ? a.p50 : 9e3) - (Number.isFinite(b.p50) ? b.p50 : 9e3) || b.mw - a.mw);
}

/** Steps that decide, with the load that waits for each. */
function deciding(run: Run): Array<[string, number]> {
  const campuses = run.table('campuses').where((r) => run.table('campuses').text(r, 'energised_p50') !== '');
  return [...campuses.by('binding_step', 'planned_mw')].filter(([k, v]) => k !== '' && v > 0.5).sort((a, b) => b[1] - a[1]);
}

function title(run: Run, year: number): string {
  const mw = run.aiMw(year);
  if (Number.isNaN(mw)) return 'No new AI load in this run';
  const late = run.isFastest ? '' : binds(run, year, 1)[0] ?? '';
  const step = deciding(run)[0];
  const target = run.aiMw(run.targetYear, 'target_mw');
  const arrives = target > 0 ? run.years.find((y) => run.aiMw(y) >= target * 0.9995) : undefined;
  const first = arrives !== undefined ? `${power(target)} arrives in ${arrives}` : target > 0 ? `${power(target)} is not reached by ${run.years.at(-1)}; ${power(run.aiMw(run.targetYear))} by ${run.targetYear}` : `${power(mw)} stands by ${when(year)}`;
  return step ? `${first}: ${words(step[0])} decides most of it` : late ? `${first}: ${late}` : first;
}

function ganttCard(ctx: Context): HTMLElement {
  const { run } = ctx;
  const all = localStorage.getItem('loadstar.gantt') === 'all';
  const everything = rows(run, true);
  if (everything.length === 0) return emptyCard('gantt', 'No campuses in this run', run.isNetwork ? 'A network case has no campuses.' : 'The case has no campuses.csv, or the run is older than the table. Add a campus to the case and plan it again.');
  const list = rows(run, all);
  const built = everything.filter((r) => Number.isFinite(r.p50));
  const due = run.targetYear + 1;
  const inTime = built.filter((r) => r.p50 < due).length;
  const safe = built.filter((r) => r.p90 < due).length;
  const heading = built.length === 0 ? 'No campus is built in this plan' : `${plural(inTime, 'campus', 'campuses')} of ${built.length} ${inTime === 1 ? 'is' : 'are'} energised by the end of ${run.targetYear} at P50, ${safe} at P90`;
  const box = h('input', { type: 'checkbox', id: 'gantt-all', 'data-key': 'gantt-all', checked: all, onchange: (e: Event) => { localStorage.setItem('loadstar.gantt', (e.target as HTMLInputElement).checked ? 'all' : 'built'); ctx.redraw(); } });
  const chart = h('div', {}, everything.length > built.length ? h('p', { class: 'sub' }, h('label', {}, box, ` with the ${everything.length - built.length} that are not built`)) : null,
    list.length > 0 ? drawn(heading, (w) => gantt(heading, list, due, ctx.route.selected, (s) => ctx.go({ selected: s }), w)) : h('p', {}, 'Tick the box to see what the others wait for.'));
  return card({
    id: 'gantt', title: heading, subtitle: 'Steps of each campus at their median, diamond: energised at P50, whisker: P90; the step that decides is outlined; dashed: end of the target year', chart, span: 'full',
    legend: legend([...STEP_KEYS.map((k) => ({ ...k, edge: true })), { fill: 'var(--accent)', name: 'decides', shape: 'line' as const }]),
    binds: bindsOf(run, ctx.year, 'campus', 'queue', 'equipment'), source: run.source('campuses, campus_steps'),
    twin: { columns: ['campus', 'MW', 'P50', 'P90', 'decides', 'steps'], rows: list.map((r) => [r.name, Math.round(r.mw), Number.isFinite(r.p50) ? Number(r.p50.toFixed(2)) : null, Number.isFinite(r.p90) ? Number(r.p90.toFixed(2)) : null, r.decides, r.steps.map((t) => `${t.step} ${t.from.toFixed(1)}-${t.to.toFixed(1)}`).join('; ')]) },
  });
}

function cumulativeCard(ctx: Context): HTMLElement {
  const { run } = ctx;
  const years = run.years.filter((y) => !Number.isNaN(run.aiMw(y)));
  if (years.length === 0) return emptyCard('cumulative', 'No new AI load in this run', 'The table ai is empty.');
  const range = run.table('ai_range');
  const at = (y: number, column: string): number | null => {
    const row = range.rows.find((r) => range.number(r, 'year') === y);
    const v = row ? range.number(row, column) : NaN;
    return Number.isNaN(v) ? null : v / 1e3;
  };
  const lines: YearLine[] = [{ name: 'planned, P50', values: years.map((y) => run.aiMw(y) / 1e3), style: 'strong' }];
  const differs = (values: Array<number | null>): boolean => values.some((v, i) => v !== null && Math.abs(v - (lines[0]?.values[i] ?? 0)) > 1e-3 * Math.max(1e-3, lines[0]?.values[i] ?? 0));
  const [mean, safe] = [years.map((y) => at(y, 'expected_mw')), years.map((y) => at(y, 'p90_mw'))];
  if (differs(mean)) lines.push({ name: 'expected', values: mean, style: 'low' });
  if (differs(safe)) lines.push({ name: 'P90', values: safe, style: 'high' });
  const target = years.map((y) => run.aiMw(y, 'target_mw') / 1e3).map((v) => (v > 0 ? v : null));
  if (target.some((v) => v !== null)) lines.push({ name: 'target', values: target, style: 'dash' });
  const year = run.year(ctx.route.year);
  const p90 = at(year, 'p90_mw');
  const heading = p90 === null ? `${power(run.aiMw(year))} stands in ${when(year)}` : `Of ${power(run.aiMw(year))} planned for ${when(year)}, ${power(p90 * 1e3)} stand with a probability of 90${THIN}%`;
  return card({ id: 'cumulative', title: heading, subtitle: 'New AI load at the end of the year against its target, GW, all zones', chart: yearLines(heading, years, lines, 'GW').element, source: run.source('ai, ai_range'), span: 'wide',
    twin: { columns: ['year', ...lines.map((l) => l.name + ' GW')], rows: years.map((y, i) => [y, ...lines.map((l) => l.values[i] ?? null)]) } });
}

function worthCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const list = run.bindings().filter((b) => b.worth > 0 && (b.year === year || b.year === 0)).sort((a, b) => b.worth - a.worth).slice(0, 10);
  if (list.length === 0) return emptyCard('worth', `No limit of ${when(year)} has a worth that can be ranked`, 'Either nothing binds, or the limits are no amounts.');
  const gw = list[0]?.worthUnit === 'GW';
  const show = (v: number): string => (gw ? `${sig(v)}${THIN}GW` : money(v));
  const top = list[0];
  const name = (c: string, place: string): string => `${words(c.replace(/^[a-z]+\./, ''))}${place && place !== 'all' ? ', ' + run.zoneName(place) : ''}`;
  const heading = `One per cent more ${words((top?.constraint ?? '').replace(/^[a-z]+\./, ''))} is worth ${show(top?.worth ?? 0)}`;
  return card({ id: 'worth', title: heading, subtitle: `Worth of 1${THIN}% more of each limit over the plan, ${gw ? 'GW' : run.moneyYear + ', discounted'}, ${when(year)}`,
    chart: drawn(heading, (w) => barChart(heading, list.map((b) => ({ name: name(b.constraint, b.place), value: gw ? b.worth : b.worth / 1e9, figure: show(b.worth), words: b.words })), w)), binds: top?.words ?? '', source: run.source('binding'),
    twin: { columns: ['limit', 'place', 'year', 'shadow value', 'unit', 'worth of 1 %', 'words'], rows: list.map((b) => [b.constraint, b.place, b.year, b.value, b.unit, b.worth, b.words]) } });
}

function decidingCard(ctx: Context): HTMLElement | null {
  const list = deciding(ctx.run);
  if (list.length === 0) return null;
  const title_ = `${capital(words(list[0]?.[0] ?? ''))} decides the date of ${power(list[0]?.[1])}`;
  return card({ id: 'deciding', title: title_, subtitle: `Planned load by the step that decides its date, GW, ${ctx.run.targetYear}`,
    chart: drawn(title_, (w) => barChart(title_, list.map(([k, v]) => ({ name: words(k), value: v / 1e3, figure: power(v) })), w)), source: ctx.run.source('campuses'), twin: { columns: ['step', 'MW'], rows: list } });
}

function slackCard(ctx: Context): HTMLElement {
  const t = ctx.run.table('not_binding').is('year', ctx.year);
  if (t.isEmpty) return emptyCard('slack', 'What does not bind is not told', 'The table not_binding has nothing for this year.');
  const list = t.rows.slice(0, 120).map((r) => [words(t.text(r, 'constraint')), t.text(r, 'place'), t.cell(r, 'used'), t.cell(r, 'limit'), t.cell(r, 'slack'), t.text(r, 'unit')]);
  const columns = ['limit', 'place', 'used', 'of', 'left', 'unit'];
  return card({ id: 'slack', title: `${plural(t.rows.length, 'limit')} of ${when(ctx.year)} would change nothing if ${t.rows.length === 1 ? 'it were' : 'they were'} wider`, subtitle: 'Limits given in the case that do not bind', chart: dataTable({ columns, rows: list }, 'Limits that do not bind', 120),
    source: ctx.run.source('not_binding'), twin: { columns, rows: list }, span: 'full' });
}

export async function whenScreen(ctx: Context): Promise<View> {
  await ctx.run.load('campuses', 'campus_steps', 'ai_range', 'not_binding');
  return { title: title(ctx.run, ctx.year), tiles: true, yearbar: true, body: [h('div', { class: 'cards' }, ganttCard(ctx), cumulativeCard(ctx), worthCard(ctx), bindsCard(ctx.run, ctx.year), decidingCard(ctx), slackCard(ctx))] };
}
