import type { BareContext } from '../context';
import { barChart, drawn } from '../charts/bars';
import { api } from '../data/api';
import type { Run } from '../data/run';
import type { GridStudy, Job, JobRequest } from '../data/types';
import { h } from '../dom';
import { capital, money, percent, plural, power, signed, sig } from '../format';
import { card, emptyCard } from '../ui/card';
import { startJob } from '../ui/jobs';

/** Campuses of a plan on the buses of a real network: which bus each gets, and what that does to the network. */

interface Site { place: string; name: string; mw: number }

type By = 'zone' | 'site';

export interface PlanCampus { id: string; site: string; zone: string; mw: Record<string, number> }

/** Buses that were chosen, by run, grid and place; kept while the page is open. */
const drafts = new Map<string, string>();
let by: By = 'zone';
let chosenYear = 0;

function campuses(run: Run): PlanCampus[] {
  const list = run.summary('campuses');
  return Array.isArray(list) ? (list as PlanCampus[]) : [];
}

/** Years in which the campuses of a run take power. */
export function yearsOf(list: readonly PlanCampus[]): number[] {
  return [...new Set(list.flatMap((c) => Object.entries(c.mw).filter(([, mw]) => mw > 0).map(([y]) => Number(y))))].sort((a, b) => a - b);
}

/** What is placed as one: the campuses of a zone or of a site, the largest first. */
export function sites(list: readonly PlanCampus[], year: number, level: By): Site[] {
  const sums = new Map<string, number>();
  for (const c of list) {
    const mw = c.mw[String(year)] ?? 0;
    const key = level === 'zone' ? c.zone : c.site || c.id;
    if (mw > 0) sums.set(key, (sums.get(key) ?? 0) + mw);
  }
  return [...sums].map(([place, mw]) => ({ place, name: place, mw })).sort((a, b) => b.mw - a.mw);
}

/** Each place on the bus that has the most room left when the larger ones stand; what fits nowhere stays off. */
export function suggested(places: readonly Site[], rooms: ReadonlyMap<string, number>): Map<string, string> {
  const left = new Map(rooms);
  const out = new Map<string, string>();
  for (const p of places) {
    const best = [...left].reduce<[string, number] | null>((a, b) => (a === null || b[1] > a[1] ? b : a), null);
    if (!best || best[1] < p.mw) continue;
    out.set(p.place, best[0]);
    left.set(best[0], best[1] - p.mw);
  }
  return out;
}

/** The form below a study: a bus for each place, then the study again with and without them. */
export function placementForm(ctx: BareContext, job: Job, g: GridStudy, buses: string[]): HTMLElement {
  const run = ctx.run;
  const list = run ? campuses(run) : [];
  const years = yearsOf(list);
  if (!run || years.length === 0) return emptyCard('placement', 'No campuses to place', 'Open a plan with campuses (Where), then come back: its load can be put on the buses of this network.');
  const year = years.includes(chosenYear) ? chosenYear : years.includes(run.targetYear) ? run.targetYear : years.at(-1) ?? 0;
  const places = sites(list, year, by);
  const grid = job.request.grid ?? g.name;
  const key = (place: string): string => `${run.id} ${grid} ${by} ${place}`;
  if (job.request.run === run.id) for (const p of job.request.places ?? []) if (!drafts.has(key(p.place))) drafts.set(key(p.place), p.bus);
  const rooms = new Map((g.hosting?.buses ?? []).map((b) => [b.bus, b.mw]));
  const known = new Set(buses);
  const note = h('p', { class: 'sub', role: 'status', id: 'placement-note' });
  const fields: HTMLInputElement[] = [];
  const chosen = (): Array<{ place: string; bus: string }> => places.map((p, k) => ({ place: p.place, bus: fields[k]?.value.trim() ?? '' })).filter((p) => p.bus !== '');
  const say = (): void => {
    const wrong = fields.find((f) => f.value.trim() !== '' && !known.has(f.value.trim()));
    fields.forEach((f) => f.setAttribute('aria-invalid', String(f.value.trim() !== '' && !known.has(f.value.trim()))));
    const mw = places.reduce((a, p, k) => a + ((fields[k]?.value.trim() ?? '') === '' ? 0 : p.mw), 0);
    const all = places.reduce((a, p) => a + p.mw, 0);
    go.disabled = wrong !== undefined || mw === 0;
    note.textContent = wrong ? `${grid} has no bus “${wrong.value.trim()}”` : mw === 0 ? `${power(all)} of ${year} to place: choose a bus for at least one row.`
      : `${power(mw)} of ${power(all)} are placed${mw > g.reserve_mw ? `; the generators of this network have only ${power(g.reserve_mw)} left above their output, so load will stay unserved` : ''}.`;
  };
  const options = h('datalist', { id: 'placement-buses' }, ...[...known].sort((a, b) => (rooms.get(b) ?? 0) - (rooms.get(a) ?? 0)).slice(0, 3000).map((b) => h('option', { value: b }, rooms.has(b) ? `${power(rooms.get(b))} of room` : '')));
  const rows = places.map((p, k) => {
    const field = h('input', { id: `placement-${k}`, list: 'placement-buses', value: drafts.get(key(p.place)) ?? '', autocomplete: 'off', placeholder: 'bus', 'aria-label': `Bus of ${p.name}`, oninput: () => {
      drafts.set(key(p.place), field.value.trim());
      say();
    } });
    fields.push(field);
    return h('tr', {}, h('th', { scope: 'row' }, p.name), h('td', { class: 'num' }, power(p.mw)), h('td', {}, field));
  });
  const go = h('button', { type: 'button', class: 'primary', id: 'placement-go', onclick: () => {
    const o = job.request.options ?? {};
    const request: JobRequest = { verb: 'grid', grid, run: run.id, places: chosen(), options: { ...o, year } };
    startJob(request, '', (j) => ctx.go({ screen: 'grid', job: j.id })).catch((e: unknown) => { note.textContent = e instanceof Error ? e.message : String(e); });
  } }, 'Ask with and without them');
  const suggest = h('button', { type: 'button', id: 'placement-suggest', disabled: rooms.size === 0, title: rooms.size === 0 ? 'Ask for the room at each bus first' : '', onclick: () => {
    const found = suggested(places, rooms);
    places.forEach((p, k) => {
      const field = fields[k];
      if (!field) return;
      field.value = found.get(p.place) ?? '';
      drafts.set(key(p.place), field.value);
    });
    say();
    if (found.size < places.length) note.textContent += ` ${found.size === 0 ? `No bus has room for any ${by}${by === 'zone' ? ': try sites' : ''}.` : `${plural(places.length - found.size, by)} ${places.length - found.size === 1 ? 'fits' : 'fit'} on no bus.`}`;
  } }, 'By most room');
  const clear = h('button', { type: 'button', onclick: () => {
    places.forEach((p, k) => { const f = fields[k]; if (f) f.value = ''; drafts.delete(key(p.place)); });
    say();
  } }, 'Clear');
  const pick = h('select', { id: 'placement-year', 'data-key': 'placement-year', onchange: () => { chosenYear = Number(pick.value); ctx.redraw(); } }, ...years.map((y) => h('option', { value: String(y) }, String(y))));
  pick.value = String(year);
  const level = h('select', { id: 'placement-by', 'data-key': 'placement-by', onchange: () => { by = level.value === 'site' ? 'site' : 'zone'; ctx.redraw(); } }, h('option', { value: 'zone' }, 'zones'), h('option', { value: 'site' }, 'sites'));
  level.value = by;
  const title = `${power(places.reduce((a, p) => a + p.mw, 0))} of campuses to place on ${grid}`;
  const form = h('section', { class: 'card', id: 'placement', 'aria-labelledby': 'placement-title' }, h('h2', { id: 'placement-title' }, title),
    h('p', { class: 'sub' }, `New AI load of the plan ${run.detail.run.name} in ${year}. A row that is left empty stays off this network; only load is placed, not the plan's power plants.`),
    h('div', { class: 'form' }, h('label', { for: 'placement-year' }, 'Year', pick), h('label', { for: 'placement-by' }, 'Place', level)),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, h('table', {}, h('caption', {}, title),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, by), h('th', { scope: 'col', class: 'num' }, `load ${year}`), h('th', { scope: 'col' }, 'bus'))), h('tbody', {}, ...rows))),
    options, h('div', { class: 'actions' }, go, suggest, clear), note);
  say();
  return form;
}

/** What the campuses of a plan do to the network. */
export function placedCards(job: Job, g: GridStudy): HTMLElement[] {
  const p = g.plan;
  if (!p) return [];
  const a = p.after;
  const worse = (a.n_1?.critical ?? 0) - (g.n_1?.critical ?? 0);
  const unserved = a.unserved_mw - g.unserved_mw;
  const title = `${power(p.placed_mw)} of campuses: ${unserved > 0.5 ? `${power(unserved)} stay unserved` : 'all load is served'}${a.n_1 && g.n_1 ? `; ${worse === 0 ? 'no outage more does harm' : `${plural(Math.abs(worse), 'outage')} ${worse > 0 ? 'more' : 'fewer'} ${Math.abs(worse) === 1 ? 'does' : 'do'} harm`}` : ''}`;
  const rows: Array<[string, number | null, number | null]> = [
    ['load MW', g.load_mw, a.load_mw], ['unserved MW', g.unserved_mw, a.unserved_mw], ['cost USD/h', g.objective_usd_per_h, a.objective_usd_per_h], ['branches above rating', g.violations.length, a.violations.length],
    ...(g.n_1 && a.n_1 ? [['outages that do harm', g.n_1.critical, a.n_1.critical] as [string, number, number]] : []),
    ...(g.cascade && a.cascade ? [['lost by cascades, mean MW', g.cascade.mean_mw, a.cascade.mean_mw] as [string, number, number]] : []),
  ];
  const change = (x: number | null, y: number | null): string => (x === null || y === null ? 'n/a' : signed(y - x));
  const show = (v: number | null): string => (v === null ? 'n/a' : sig(v, 4));
  const buses = new Map<string, number>();
  for (const c of p.campuses) buses.set(c.bus, (buses.get(c.bus) ?? 0) + c.mw);
  const missing = p.missing.reduce((s, c) => s + c.mw, 0);
  const table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, h('table', {}, h('caption', {}, title),
    h('thead', {}, h('tr', {}, ...['of the network', 'without', 'with', 'change'].map((c, i) => h('th', { scope: 'col', class: i > 0 ? 'num' : null }, c)))),
    h('tbody', {}, ...rows.map(([name, x, y]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'num' }, show(x)), h('td', { class: 'num' }, show(y)), h('td', { class: 'num' }, change(x, y)))))));
  const best = p.reinforcement_n_1 ?? p.reinforcement;
  const first = a.n_1?.worst[0];
  const cards = [card({
    id: 'placed', title, subtitle: `The network without and with the new AI load of ${p.year} on ${plural(buses.size, 'bus', 'buses')}${missing > 0.5 ? `; ${power(missing)} are on no bus of it` : ''}. ${capital(a.dispatch_note ?? '')}`,
    chart: table, binds: first ? `${first.outage}${first.worst_branch ? ` overloads ${first.worst_branch}` : ''} with the campuses` : undefined, source: `study ${job.id}, campuses of run ${(job.request.run ?? '').slice(0, 8)}`,
    twin: { columns: ['campus', 'bus', 'MW'], rows: p.campuses.map((c) => [c.id, c.bus, c.mw]) },
  })];
  if (!best) return cards;
  const limits = p.reinforcement_n_1 ? 'intact and after each outage' : 'with nothing lost';
  if (best.increments.length === 0) {
    cards.push(emptyCard('reinforcements', best.unserved_mw > 0.5 ? `No line helps: ${power(best.unserved_mw)} lack generation` : 'No branch has to be reinforced', `The limits hold ${limits} with the campuses where they are.`));
    return cards;
  }
  const mw = best.increments.reduce((s, i) => s + i.mw, 0);
  const heading = `${plural(best.increments.length, 'branch', 'branches')} raised by ${power(mw)} for ${money(best.usd)} ${best.increments.length === 1 ? 'keeps' : 'keep'} the limits`;
  const sorted = [...best.increments].sort((x, y) => y.usd - x.usd);
  cards.push(card({
    id: 'reinforcements', title: heading, subtitle: `Cheapest increments of ratings with the campuses, limits ${limits}, million USD at assumed prices${best.unserved_mw > 0.5 ? `; ${power(best.unserved_mw)} stay unserved for lack of generation` : ''}${best.overload_mw > 0.5 ? `; ${power(best.overload_mw)} of overload stays` : ''}`,
    chart: drawn(heading, (w) => barChart(heading, sorted.slice(0, 20).map((i) => ({ name: i.branch, value: i.usd / 1e6, figure: `${money(i.usd)}, ${power(i.mw)}`, css: 'more-fill' })), w)), source: `reinforcements.csv of study ${job.id}`,
    twin: { columns: ['branch', 'MW', 'USD', 'share of cost'], rows: sorted.map((i) => [i.branch, i.mw, i.usd, percent(i.usd / best.usd)]) }, tableLinks: [{ name: 'All', href: api.jobFile(job.id, 'reinforcements.csv') }],
  }));
  return cards;
}
