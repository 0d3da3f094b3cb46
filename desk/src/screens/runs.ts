import type { BareContext, View } from '../context';
import { api } from '../data/api';
import type { Job, RunCard } from '../data/types';
import { h } from '../dom';
import { duration, money, percent, plural, power, words } from '../format';
import { startJob } from '../ui/jobs';
import { age } from '../ui/shell';
import { toast } from '../ui/toast';

function levers(r: RunCard): string {
  return [...Object.entries(r.levers).map(([k, v]) => `${words(k)}${v === 1 ? '' : ' ' + v}`), ...(r.set ?? [])].join(', ');
}

function runTable(ctx: BareContext, runs: RunCard[]): HTMLElement {
  const filter = h('input', { type: 'search', id: 'run-filter', placeholder: 'case, lever, set …', 'aria-label': 'Find runs' });
  const rows = runs.map((r) => {
    const current = r.id === ctx.run?.id;
    return { text: `${r.name} ${r.case} ${levers(r)} ${r.status ?? ''} ${r.id}`.toLowerCase(), element: h('tr', { class: 'run-row', 'aria-selected': String(current), 'data-run': r.id },
      h('th', { scope: 'row' }, h('a', { href: ctx.link({ screen: r.kind === 'levers' ? 'levers' : 'where', run: r.id, vs: '', levers: {}, selected: '', zone: '' }) }, r.name), h('div', { class: 'sub' }, r.id)),
      h('td', {}, r.case), h('td', { class: 'num' }, r.ai_gw === null ? 'n/a' : power(r.ai_gw * 1000)), h('td', { class: 'num' }, money(r.objective_usd)), h('td', { class: 'num' }, percent(r.gap)), h('td', {}, (r.status ?? r.kind).replace('_', ' ')), h('td', {}, r.time ?? ''),
      h('td', {}, levers(r)), h('td', { class: 'num' }, duration(r.seconds)), h('td', {}, age(r.created)),
      h('td', {}, current || !ctx.run ? '' : h('a', { href: ctx.link({ screen: 'compare', run: ctx.run.id, vs: r.id }) }, 'compare'), r.case_id && r.kind === 'plan' ? h('button', { type: 'button', class: 'quiet', title: r.command ?? '', onclick: () => rerun(r) }, 'rerun') : null)) };
  });
  filter.addEventListener('input', () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const r of rows) r.element.hidden = !wanted.every((w) => r.text.includes(w));
  });
  const title = `${plural(runs.length, 'run')}, the newest first`;
  return h('section', { class: 'card full', id: 'runs', 'aria-labelledby': 'runs-title' }, h('h2', { id: 'runs-title' }, title), h('div', { class: 'actions' }, filter),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, h('table', {}, h('caption', {}, title),
      h('thead', {}, h('tr', {}, ...['run', 'case', 'AI load', 'objective', 'gap', 'status', 'hours', 'levers and sets', 'took', 'age', 'do'].map((c, i) => h('th', { scope: 'col', class: [2, 3, 4, 8].includes(i) ? 'num' : null }, c)))), h('tbody', {}, ...rows.map((r) => r.element)))));
}

function rerun(r: RunCard): void {
  const levers: Record<string, number> = { ...r.levers };
  startJob({ verb: 'plan', case: r.case_id ?? '', set: r.set, scenario: r.scenario, levers, time: r.time, stages: r.stages && r.stages.length > 0 ? r.stages : undefined }, r.id).catch((e: unknown) => toast(e instanceof Error ? e.message : String(e)));
}

function jobTable(ctx: BareContext, jobs: Job[]): HTMLElement {
  const title = jobs.length === 0 ? 'No jobs yet' : `${plural(jobs.filter((j) => j.state === 'running' || j.state === 'queued').length, 'job')} under way of ${jobs.length}`;
  const act = (p: Promise<unknown>): void => void p.then(ctx.redraw, (e: unknown) => toast(e instanceof Error ? e.message : String(e)));
  return h('section', { class: 'card full', id: 'jobs', 'aria-labelledby': 'jobs-title' }, h('h2', { id: 'jobs-title' }, title), h('p', { class: 'sub' }, 'Jobs run in processes of their own and survive a restart of the server'),
    jobs.length === 0 ? null : h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, h('table', {}, h('caption', {}, title), h('thead', {}, h('tr', {}, ...['job', 'what', 'state', 'gap', 'asked', 'why', 'do'].map((c) => h('th', { scope: 'col' }, c)))),
      h('tbody', {}, ...jobs.map((j) => h('tr', {}, h('th', { scope: 'row', title: j.command }, j.id), h('td', {}, `${j.verb} ${j.request.case ?? ''}`), h('td', {}, j.state), h('td', {}, percent(j.progress?.gap ?? NaN)), h('td', {}, age(j.created)), h('td', {}, j.message ?? ''),
        h('td', {}, j.run ? h('a', { href: ctx.link({ screen: 'where', run: j.run, vs: '', levers: {} }) }, 'open ') : null,
          j.state === 'running' || j.state === 'queued' ? h('button', { type: 'button', class: 'quiet', onclick: () => act(api.cancel(j.id)) }, 'cancel') : null,
          ['interrupted', 'failed', 'cancelled', 'stopped'].includes(j.state) ? h('button', { type: 'button', class: 'quiet', onclick: () => act(api.rerun(j.id)) }, 'run again') : null)))))));
}

export async function runsScreen(ctx: BareContext): Promise<View> {
  const [jobs, all] = await Promise.all([api.jobs(), api.runs()]);
  const best = all.runs.filter((r) => r.ai_gw !== null).sort((a, b) => (b.ai_gw ?? 0) - (a.ai_gw ?? 0))[0];
  const title = all.runs.length === 0 ? 'No run yet: plan a case' : best ? `${plural(all.runs.length, 'run')}; the most AI load is ${power((best.ai_gw ?? 0) * 1000)}` : plural(all.runs.length, 'run');
  const broken = all.unreadable ?? [];
  return { title, tiles: false, body: [h('div', { class: 'cards' }, runTable(ctx, all.runs), jobTable(ctx, jobs),
    broken.length > 0 ? h('section', { class: 'card full' }, h('h2', {}, `${plural(broken.length, 'folder')} beside them ${broken.length === 1 ? 'is' : 'are'} no complete run`), h('ul', {}, ...broken.map((b) => h('li', {}, `${b.name}: ${b.message}`)))) : null,
    h('section', { class: 'card full' }, h('h2', {}, 'Plan another case'), h('p', {}, h('a', { href: ctx.link({ screen: 'case', case: '', table: '' }) }, 'All cases'), ' or from a shell:'), h('pre', {}, h('code', {}, './loadstar plan examples/two-zones'))))] };
}
