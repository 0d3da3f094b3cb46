import type { Context, View } from '../context';
import { gapChip } from '../answers';
import { barChart, drawn, waterfall } from '../charts/bars';
import { api } from '../data/api';
import type { Run } from '../data/run';
import type { CaseDetail, JobRequest, LeverInfo, LeverStudy } from '../data/types';
import { append, h, type Child } from '../dom';
import { capital, money, plural, power, signed, sig, THIN, words } from '../format';
import type { Route } from '../route';
import { parseRoute } from '../route';
import { card, emptyCard, legend } from '../ui/card';
import { startJob } from '../ui/jobs';
import { estimate, type Facts } from '../estimate';
import { faultList } from '../ui/states';
import { Refusal } from '../data/api';

const STATES: ReadonlyArray<{ value: number; set: string; name: string }> = [
  { value: 0, set: 'off', name: 'Off' }, { value: 0.5, set: '0.5', name: 'Low' }, { value: 1, set: 'on', name: 'On' }, { value: 2, set: '2', name: 'High' },
];

/** Other changes of the draft, as `path=value`; kept while the page is open. */
let sets = '';

function extraSets(): string[] {
  return sets.split(/[\n;]/).map((l) => l.trim()).filter((l) => l !== '');
}

const METRICS: Record<string, string> = { cost: 'resource cost saved', co2: 'CO₂ of the target year saved', public_cost: 'public money not needed' };

/** Below half a megawatt a difference of two plans is their gap, not a worth. */
const NOISE_GW = 5e-4;

/** Power as a lever's worth: MW below 1 GW. */
function gigawatts(v: number): string {
  return Math.abs(v) < NOISE_GW ? `0${THIN}GW` : power(v * 1000);
}

/** On a narrow page the draft is a sheet at the foot, pulled up by its handle. */
let sheetOpen = false;

/** Drafts before the last move, for undo. */
const past: Array<Record<string, string>> = [];

export function undoLever(go: (to: Partial<Route>) => void): void {
  const before = past.pop();
  if (before && parseRoute(location.hash).screen === 'levers') go({ levers: before });
}

function number(set: string): number {
  return set === 'on' ? 1 : set === 'off' ? 0 : Number(set);
}

function stateName(v: number): string {
  return STATES.find((x) => x.value === v)?.name ?? `×${sig(v)}`;
}

/** State of a lever in the run as it was planned. */
function planned(run: Run, lever: LeverInfo): number {
  const options = run.detail.manifest['options'] as { levers?: Record<string, number> } | undefined;
  return run.detail.run.levers[lever.name] ?? options?.levers?.[lever.name] ?? (options?.levers && Object.keys(options.levers).length > 0 ? 0 : lever.default);
}

function changed(ctx: Context, levers: LeverInfo[]): LeverInfo[] {
  return levers.filter((l) => ctx.route.levers[l.name] !== undefined && number(ctx.route.levers[l.name] ?? '') !== planned(ctx.run, l));
}

function move(ctx: Context, lever: LeverInfo, set: string): void {
  past.push(ctx.route.levers);
  const next = { ...ctx.route.levers };
  if (number(set) === planned(ctx.run, lever)) delete next[lever.name];
  else next[lever.name] = set;
  ctx.go({ levers: next });
}

/** What a lever does at its middle, in the words of its file. */
function effect(l: LeverInfo): string {
  const v = l.values[0];
  if (!v) return '';
  const more = l.values.length > 1 ? ` and ${l.values.length - 1} more` : '';
  return `${v.path.replace(/\*/g, 'all')}: low ${v.low}, on ${v.middle}, high ${v.high}${more}`;
}

function row(ctx: Context, l: LeverInfo, study: LeverStudy | null): HTMLElement {
  const now = ctx.route.levers[l.name] === undefined ? planned(ctx.run, l) : number(ctx.route.levers[l.name] ?? '');
  const was = planned(ctx.run, l);
  const group = 'lever-' + l.name;
  const worth = study?.values[l.name];
  const unit = String(study?.['unit'] ?? '');
  return h('div', { class: `lever${now !== was ? ' changed' : ''}`, 'data-lever': l.name },
    h('div', { class: 'head' }, h('span', { class: 'name', id: group }, capital(words(l.name))),
      h('div', { class: 'seg', role: 'radiogroup', 'aria-labelledby': group }, ...STATES.map((x) => h('label', { title: x.value === was ? 'as planned' : '' },
        h('input', { type: 'radio', name: group, value: x.set, checked: x.value === now, 'data-key': `${group}-${x.set}`, onchange: () => move(ctx, l, x.set) }), x.name, x.value === was ? '\u202f·' : '')))),
    h('p', {}, l.description),
    h('p', { title: effect(l) }, [l.in_force ? `in force from ${l.in_force.slice(0, 7)}` : '', l.unit, l.quality ?? '', worth && worth.shapley !== null ? `worth ${signed(worth.shapley, unit === 'GW' ? gigawatts : unit === 'USD' ? money : undefined)}${unit === 'GW' || unit === 'USD' ? '' : ' ' + unit}` : ''].filter(Boolean).join(' · ')));
}

/** The job that plans the draft: the run's own options with the levers as they stand. */
function replan(ctx: Context, detail: CaseDetail, time: string, seconds: number): JobRequest {
  const r = ctx.run.detail.run;
  const options = (ctx.run.detail.manifest['options'] ?? {}) as Record<string, unknown>;
  const levers: Record<string, string> = {};
  for (const l of detail.levers) levers[l.name] = String(ctx.route.levers[l.name] ?? planned(ctx.run, l));
  const extra: Record<string, unknown> = { max_seconds: seconds };
  for (const key of ['gap', 'integers', 'full_year', 'objective'] as const) {
    const v = options[key];
    if (key === 'integers' ? typeof v === 'boolean' : v !== undefined && v !== null) extra[key] = key === 'integers' ? (v ? 'on' : 'off') : v;
  }
  if (typeof options['target_year'] === 'number' && options['target_year'] > 0) extra['target_year'] = options['target_year'];
  if (typeof options['budget'] === 'number' || (typeof options['budget'] === 'string' && options['budget'] !== 'none')) extra['budget'] = options['budget'];
  if (time !== 'full' && extra['full_year'] === 'all') extra['full_year'] = 'target';
  return { verb: 'plan', case: r.case_id ?? '', levers, set: [...r.set, ...extraSets()], scenario: r.scenario, time, stages: Array.isArray(options['stages']) && options['stages'].length > 0 ? (options['stages'] as number[]) : undefined, options: extra };
}

/** What the estimate asks of the run beside its shadow prices. */
async function factsOf(run: Run): Promise<Facts> {
  await run.load('not_binding', 'equipment', 'lines', 'reserve', 'ai');
  const slack = run.table('not_binding');
  const equipment = run.table('equipment');
  return {
    slack: slack.rows.map((r) => ({ constraint: slack.text(r, 'constraint'), place: slack.text(r, 'place'), year: slack.number(r, 'year'), used: slack.number(r, 'used'), limit: slack.number(r, 'limit') })),
    missed: (from) => run.years.some((y) => y >= from && run.aiMw(y) < run.aiMw(y, 'target_mw') * 0.9995) || run.setting('ai', 'target_from') === 'ai_demand',
    exports: Number(run.setting('supply', 'export_chips_per_year')) !== 0,
    extra: (item, year) => Math.max(0, ...equipment.is('item', item).is('year', year).rows.map((r) => { const had = equipment.number(r, 'deliveries'); return had > 0 ? equipment.number(r, 'extra') / had : 0; })),
    linesBuilt: run.plan('lines').sum('built_mw') > 0.5,
    firmPaid: run.plan('reserve').rows.some((r) => run.table('reserve').number(r, 'price_usd_per_kw_yr') > 0.5),
    setting: (path) => {
      const v = run.setting(...path.split('.'));
      const years = v !== null && typeof v === 'object' ? Object.entries(v).sort((p, q) => Number(p[0]) - Number(q[0])) : null;
      return typeof v === 'number' ? v : Number(years?.at(-1)?.[1] ?? NaN);
    },
  };
}

/** What shadow prices of the run tell of the levers that moved and the values that were typed: a bound from one side, or that it needs a plan. */
function dualLine(ctx: Context, moved: LeverInfo[], facts: Facts): Child {
  const others = extraSets();
  const n = moved.length + others.length;
  const e = estimate(moved.map((lever) => ({ lever, from: planned(ctx.run, lever), to: number(ctx.route.levers[lever.name] ?? '') })), ctx.run.bindings(), others, facts);
  const what = others.length === 0 ? plural(n, 'lever') : moved.length === 0 ? plural(n, 'value') : plural(n, 'input');
  if (!e) return h('p', { class: 'sub', 'data-estimate': 'none' }, `${what} changed; ${n === 1 ? 'it is no limit whose price is known' : 'not all are limits whose price is known'}, and no study of ${n === 1 ? 'its' : 'their'} worth: needs re-plan.`);
  const show = (v: number): string => (e.unit === 'GW' ? gigawatts(v) : money(v));
  const words_ = e.side === 'none' ? 'changes nothing: the plan uses no more than the narrower limit allows' : e.value === 0 ? 'worth nothing by the shadow prices of this plan: what is widened does not bind'
    : e.side === 'most' ? `${e.unit === 'GW' ? 'wins' : 'saves'} at most ${show(e.value)} over the plan` : `${e.unit === 'GW' ? 'loses' : 'costs'} at least ${show(-e.value)} over the plan`;
  return h('p', { 'data-estimate': 'dual' }, h('span', { class: 'chip est' }, 'est.'), ` ${words_} (shadow prices, one step; ${e.aside ? e.aside + ', ' : ''}the gap and whole modules aside); re-plan to know.`);
}

function estimateLine(ctx: Context, moved: LeverInfo[], study: LeverStudy | null, facts: Facts): Child {
  if (moved.length === 0 && extraSets().length === 0) return h('p', { class: 'sub' }, 'Move a lever: the plan is not changed until you re-plan.');
  const simple = study && extraSets().length === 0 && moved.every((l) => study.values[l.name] && [0, 1].includes(planned(ctx.run, l)) && [0, 1].includes(number(ctx.route.levers[l.name] ?? '')));
  if (!simple || !study) return dualLine(ctx, moved, facts);
  const sum = moved.reduce((a, l) => a + ((study.values[l.name]?.first_in ?? study.values[l.name]?.shapley ?? 0) * (number(ctx.route.levers[l.name] ?? '') - planned(ctx.run, l))), 0);
  return h('p', { 'data-estimate': 'est' }, h('span', { class: 'chip est' }, 'est.'), ` ${signed(sum)} ${String(study['unit'] ?? '')} if nothing else changed (each lever alone, ${study.resolution ?? ''}); re-plan to know.`);
}

function draftPanel(ctx: Context, detail: CaseDetail, study: LeverStudy | null, facts: Facts): HTMLElement {
  const moved = changed(ctx, detail.levers);
  const r = ctx.run.detail.run;
  const note = h('div', { role: 'status' });
  const told = h('div', { id: 'estimate', 'aria-live': 'polite' });
  append(told, [estimateLine(ctx, moved, study, facts)]);
  const kept = localStorage.getItem('loadstar.time') ?? 'run';
  const choice = h('select', { id: 'replan-time', 'data-key': 'replan-time', onchange: (e: Event) => localStorage.setItem('loadstar.time', (e.target as HTMLSelectElement).value) },
    h('option', { value: 'run' }, `as this run (${r.time ?? 'case default'})`), h('option', { value: 'reps:1' }, 'coarse: 1 day a season'), h('option', { value: 'reps:2' }, 'medium: 2 days'), h('option', { value: 'reps:6' }, 'fine: 6 days'));
  choice.value = [...choice.options].some((o) => o.value === kept) ? kept : 'run';
  const limit = h('input', { type: 'number', id: 'replan-seconds', min: 5, max: 86400, value: 900, 'aria-describedby': 'replan-note' });
  const other = h('input', { id: 'replan-sets', value: sets, placeholder: 'ai.target_gw.2030=x1.2', autocomplete: 'off', spellcheck: 'false', 'data-key': 'replan-sets', oninput: () => {
    sets = other.value;
    told.replaceChildren();
    append(told, [estimateLine(ctx, moved, study, facts)]);
    heading.textContent = titled() ? `${titled()}: a draft` : 'No lever is moved';
    go.disabled = !r.case_id || (moved.length === 0 && extraSets().length === 0);
  } });
  const go = h('button', { type: 'button', class: 'primary', id: 'replan', disabled: (moved.length === 0 && extraSets().length === 0) || !r.case_id, onclick: async () => {
    go.disabled = true;
    try {
      const time = choice.value === 'run' ? (r.time ?? 'reps:2') : choice.value;
      await startJob(replan(ctx, detail, time, Number(limit.value) || 900), ctx.run.id);
      sets = '';
      note.replaceChildren(h('p', { class: 'sub' }, 'Planning; progress is at the foot of the page. The new run opens when it is ready.'));
    } catch (e) {
      go.disabled = false;
      note.replaceChildren(e instanceof Refusal ? faultList(e.faults.length > 0 ? e.faults : [{ file: 'request', line: 0, value: '', message: e.message, maybe: e.maybe }]) : h('p', {}, String(e)));
    }
  } }, 'Re-plan');
  const worth = h('button', { type: 'button', disabled: moved.length === 0 || moved.length > 8 || !r.case_id, title: moved.length > 8 ? 'At most 8 at once: each set of levers is a plan' : '', onclick: () => {
    startJob({ verb: 'levers', case: r.case_id ?? '', set: r.set, scenario: r.scenario, stages: r.stages && r.stages.length > 0 ? r.stages : undefined, options: { levers: moved.map((l) => l.name), metric: `gw_${ctx.run.targetYear}`, check: 'off', max_seconds: Number(limit.value) || 900 } }, '', (job) => { if (job.run) ctx.go({ run: job.run, levers: {} }); })
      .catch((e: unknown) => note.replaceChildren(h('p', {}, e instanceof Error ? e.message : String(e))));
  } }, moved.length > 0 ? `What ${moved.length === 1 ? 'is it' : `are these ${moved.length}`} worth? (${2 ** moved.length} plans)` : 'What are they worth?');
  const titled = (): string => [moved.length > 0 ? `${plural(moved.length, 'lever')} moved` : '', extraSets().length > 0 ? `${plural(extraSets().length, 'value')} changed` : ''].filter(Boolean).join(', ');
  const title = titled() ? `${titled()}: a draft` : 'No lever is moved';
  const heading = h('h2', { id: 'draft-title' }, title);
  const handle = h('button', { type: 'button', class: 'handle narrow-only', 'aria-expanded': String(sheetOpen), 'data-key': 'draft-handle', onclick: () => {
    sheetOpen = !sheetOpen;
    panel.classList.toggle('open', sheetOpen);
    handle.setAttribute('aria-expanded', String(sheetOpen));
  } }, `${title} `, gapChip(ctx.run));
  const panel = h('section', { class: `card${sheetOpen ? ' open' : ''}`, id: 'draft', 'aria-labelledby': 'draft-title' }, handle, heading,
    moved.length > 0 ? h('ul', {}, ...moved.map((l) => h('li', {}, `${capital(words(l.name))}: ${stateName(planned(ctx.run, l))} → ${stateName(number(ctx.route.levers[l.name] ?? ''))}`))) : null,
    told,
    h('div', { class: 'form' }, h('label', { for: 'replan-time' }, 'Hours of the plan', choice), h('label', { for: 'replan-seconds' }, 'At most, seconds', limit), h('label', { for: 'replan-sets' }, 'Other changes, path=value; x0.7 multiplies', other)),
    h('p', { class: 'sub', id: 'replan-note' }, 'A plan that is stopped by the limit keeps its best and its proven gap.'),
    h('div', { class: 'actions' }, go, h('button', { type: 'button', disabled: past.length === 0, onclick: () => undoLever(ctx.go) }, 'Undo'),
      h('button', { type: 'button', disabled: Object.keys(ctx.route.levers).length === 0, onclick: () => { past.push(ctx.route.levers); ctx.go({ levers: {} }); } }, 'Reset'), worth),
    r.case_id ? null : h('p', { class: 'binds' }, 'The case of this run is not on this server, so it cannot be planned again here.'), note);
  return panel;
}

function worthCards(study: LeverStudy | null, source: string): HTMLElement[] {
  const values = Object.entries(study?.values ?? {}).filter(([, v]) => v.shapley !== null);
  if (!study || values.length === 0) return [emptyCard('waterfall', 'No study of what levers are worth for this case', 'Move up to eight levers and ask for their worth, or run one from a shell.', './loadstar levers --metric gw_2030 --levers smr,zones,crews --time reps:1')];
  const unit = String(study['unit'] ?? (study.metric.startsWith('gw') ? 'GW' : study.metric === 'co2' ? 't' : 'USD'));
  const scale = unit === 'USD' ? 1e9 : unit === 't' ? 1e6 : 1;
  const show = (v: number): string => (unit === 'GW' ? gigawatts(v) : unit === 'USD' ? money(v * 1e9) : `${sig(v)}${THIN}Mt`);
  const order = [...values].sort((a, b) => Math.abs(b[1].shapley ?? 0) - Math.abs(a[1].shapley ?? 0));
  const without = typeof study['without'] === 'number' ? study['without'] : 0;
  const all = typeof study['with_all'] === 'number' ? study['with_all'] : null;
  const top = order[0];
  const sum = order.reduce((a, [, v]) => a + (v.shapley ?? 0), 0);
  const closes = all === null || Math.abs(without + sum - all) < 1e-6 * Math.max(1, Math.abs(all));
  const heading = `The lever ${words(top?.[0] ?? '')} is worth ${signed((top?.[1].shapley ?? 0) / scale, show)}; all together ${signed(sum / scale, show)}`;
  const names = order.map(([k]) => k);
  const pairs = Object.entries(study.interactions ?? {}).filter((e): e is [string, number] => typeof e[1] === 'number' && (unit !== 'GW' || Math.abs(e[1]) >= NOISE_GW)).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 10);
  const cards = [card({
    id: 'waterfall', title: heading, subtitle: `Shapley value of each lever, ${unit === 'USD' ? '$bn' : unit === 't' ? 'Mt' : 'GW'}, ${METRICS[study.metric] ?? study.metric.replace(/^gw_/, 'most new AI load by ')}, ${study.resolution ?? ''}; ${closes ? 'bars sum to the total' : 'bars do NOT sum to the total'}`, span: 'full',
    chart: drawn(heading, (w) => waterfall(heading, { name: 'without these levers', value: without / scale }, order.map(([k, v]) => ({ name: words(k) + (v.distinguishable ? '' : ' (not distinguishable)'), value: (v.shapley ?? 0) / scale })), 'with all of them', show, w)), source,
    twin: { columns: ['lever', `value ${unit}`, 'from', 'to', 'alone', 'last in', 'distinguishable'], rows: order.map(([k, v]) => [k, v.shapley, v.low, v.high, v.first_in, v.last_in, v.distinguishable]) },
  }), card({
    id: 'alone', title: `Alone or last in, the lever ${words(names[0] ?? '')} is worth ${signed((top?.[1].first_in ?? 0) / scale, show)} or ${signed((top?.[1].last_in ?? 0) / scale, show)}`,
    subtitle: 'Bar: Shapley value with its range; filled dot: alone; open dot: last in, against all others', chart: drawn('Levers alone and last in', (w) => barChart('Levers alone and last in', order.map(([k, v]) => ({
      name: words(k), value: (v.shapley ?? 0) / scale, figure: signed((v.shapley ?? 0) / scale, show), css: (v.shapley ?? 0) < 0 ? 'less' : 'more-fill', low: v.low === null ? undefined : v.low / scale, high: v.high === null ? undefined : v.high / scale,
      dots: [...(v.first_in === null ? [] : [{ value: v.first_in / scale, open: false, name: 'alone' }]), ...(v.last_in === null ? [] : [{ value: v.last_in / scale, open: true, name: 'last in' }])],
    })), w)), legend: legend([{ fill: 'var(--more)', name: 'more (+)' }, { fill: 'var(--less)', name: 'less (−)' }]), source,
    twin: { columns: ['lever', 'alone', 'last in'], rows: order.map(([k, v]) => [k, v.first_in, v.last_in]) },
  })];
  if (pairs.length > 0) {
    const first = pairs[0];
    const title = `${capital(words((first?.[0] ?? '').replace(/[*,+|&]/g, ' and ')))} ${(first?.[1] ?? 0) >= 0 ? 'help each other' : 'overlap'} most`;
    cards.push(card({ id: 'pairs', title, subtitle: `What a pair is worth beyond the sum of the two, ${unit}; above 0 they help each other, below 0 they overlap`,
      chart: drawn(title, (w) => barChart(title, pairs.map(([k, v]) => ({ name: words(k.replace(/[*,+|&]/g, ' and ')), value: v / scale, figure: `${signed(v / scale, show)} ${v >= 0 ? 'help' : 'overlap'}`, css: v < 0 ? 'less' : 'more-fill' })), w)), source, twin: { columns: ['pair', unit], rows: pairs } }));
  }
  return cards;
}

export async function leversScreen(ctx: Context): Promise<View> {
  const { run } = ctx;
  const id = run.detail.run.case_id;
  const [detail, study, facts] = await Promise.all([id ? api.case(id) : Promise.resolve(null), run.detail.has.levers ? api.levers(run.id) : Promise.resolve(null), factsOf(run)]);
  const source = `levers study${study?.run_id ? ' ' + study.run_id.slice(0, 8) : ''}, inputs ${run.detail.run.case}`;
  const moved = detail ? changed(ctx, detail.levers) : [];
  const best = Object.entries(study?.values ?? {}).sort((a, b) => Math.abs(b[1].shapley ?? 0) - Math.abs(a[1].shapley ?? 0))[0];
  const unit = String(study?.['unit'] ?? 'GW');
  const worth = (v: number): string => (unit === 'USD' ? money(v) : unit === 'GW' ? gigawatts(v) : `${sig(v)}${THIN}${unit}`);
  const title = moved.length > 0 ? `${plural(moved.length, 'lever')} moved: re-plan to know what ${moved.length === 1 ? 'it is' : 'they are'} worth` : best && best[1].shapley !== null ? `The lever ${words(best[0])} is worth most: ${signed(best[1].shapley, worth)}`
    : detail && detail.levers.length > 0 ? `${plural(detail.levers.length, 'lever')} to pull; none is valued yet` : detail ? 'This case has no levers' : 'The case of this run is not on this server';
  const groups = new Map<string, LeverInfo[]>();
  for (const l of detail?.levers ?? []) groups.set(l.group || 'other', [...(groups.get(l.group || 'other') ?? []), l]);
  const list = groups.size === 0
    ? emptyCard('levers', 'This case has no levers', detail ? 'A lever is a file levers/NAME.yaml of the case: see docs/levers.md. Any setting or table can be changed beside this by path=value.' : 'The case of this run is not on this server.')
    : h('section', { class: 'card', id: 'levers', 'aria-label': 'Levers' }, ...[...groups].map(([name, levers]) => h('div', { class: 'group' }, h('h3', {}, capital(words(name))), ...levers.map((l) => row(ctx, l, study)))));
  return { title, tiles: true, body: [h('div', { class: 'levers' }, h('div', { class: 'column' }, detail ? draftPanel(ctx, detail, study, facts) : null), h('div', { class: 'column' }, ...(study ? [h('div', { class: 'cards' }, ...worthCards(study, source)), list] : [list, ...worthCards(study, source)])))] };
}
