import type { BareContext, View } from '../context';
import { barChart, drawn, type Bar } from '../charts/bars';
import { loadingLevel, network, type NetworkBranch, type NetworkBus } from '../charts/network';
import { api } from '../data/api';
import { parseCsv } from '../data/table';
import type { GridStudy, Job, LostLoad } from '../data/types';
import { h, type Child } from '../dom';
import { capital, money, percent, plural, power, sig, words } from '../format';
import { card, emptyCard, legend } from '../ui/card';
import { startJob } from '../ui/jobs';
import { age } from '../ui/shell';
import { toast } from '../ui/toast';
import { placedCards, placementForm } from './placement';

const SHOWN = 20;
const ROOM_EDGES = [1, 50, 200, 500];
const ROOM_NAMES = ['below 1 MW', '1 to 50 MW', '50 to 200 MW', '200 to 500 MW', '500 MW and more'];

const DISPATCH: Record<string, string> = { opf: 'least-cost dispatch', secure: 'least-cost dispatch that holds after outages', file: 'dispatch of the file' };
const ASKED: Record<string, string> = { n_1: 'N-1', hosting: 'room', cascade: 'cascades', attack: 'attacks' };

interface Drawing { buses: string[][]; branches: string[][] }

function source(job: Job, file: string): string {
  return `${file} of ${job.request.grid ?? 'the grid'}, study ${job.id}`;
}

function roomLevel(mw: number): number {
  return ROOM_EDGES.filter((e) => mw >= e).length;
}

function bound(b: { bound: string; branch: string | null; outage: string | null }): string {
  return b.bound === 'reserve' ? 'generation, or the largest size asked' : b.bound === 'intact' ? (b.branch ?? '') : `${b.branch ?? ''} after the loss of ${b.outage ?? ''}`;
}

/** The drawing of the network: branches by loading, discs by room where it was asked for, else by load. */
function diagram(job: Job, g: GridStudy, d: Drawing): HTMLElement {
  const [head = [], ...rows] = d.buses;
  const col = (name: string): number => head.indexOf(name);
  const place = new Map(rows.map((r, i) => [r[col('bus')] ?? '', i]));
  const room = new Map((g.hosting?.buses ?? []).map((b) => [b.bus, b]));
  const buses: NetworkBus[] = rows.map((r) => {
    const name = r[col('bus')] ?? '';
    const load = Number(r[col('load_mw')]);
    const here = room.get(name);
    return {
      name, x: Number(r[col('x')]), y: Number(r[col('y')]), mw: here ? Math.max(here.mw, 0) : Math.max(load, 0), level: here ? roomLevel(here.mw) : 5,
      lines: [`${here ? power(here.mw) + ' of room' : power(load) + ' of load'}`, `bus ${name}`, ...(here ? [`bound by ${bound(here)}`, `load today ${power(load)}`] : [])],
    };
  });
  const [bh = [], ...br] = d.branches;
  const at = (name: string): number => bh.indexOf(name);
  const branches: NetworkBranch[] = br.map((r) => {
    const [flow, rating] = [Number(r[at('flow_mw')]), Number(r[at('rating_mw')])];
    return { name: r[at('branch')] ?? '', from: place.get(r[at('from')] ?? '') ?? -1, to: place.get(r[at('to')] ?? '') ?? -1, loading: rating > 0 ? Math.abs(flow) / rating : 0, flowMw: flow, ratingMw: rating };
  });
  const heavy = branches.filter((b) => loadingLevel(b.loading) >= 1);
  const over = branches.filter((b) => loadingLevel(b.loading) === 2).length;
  const best = g.hosting ? [...g.hosting.buses].sort((a, b) => b.mw - a.mw)[0] : undefined;
  const title = best ? (best.mw < 1 ? 'No bus takes a campus without a new violation' : `Bus ${best.bus} takes a campus of ${power(best.mw)}; half of the buses take ${power(g.hosting?.median_mw)} or more`)
    : over > 0 ? `${plural(over, 'branch', 'branches')} of ${branches.length} ${over === 1 ? 'is' : 'are'} above the rating` : heavy.length > 0 ? `${plural(heavy.length, 'branch', 'branches')} of ${branches.length} ${heavy.length === 1 ? 'is' : 'are'} loaded above 70 %` : 'No branch is loaded above 70 %';
  const counts = ROOM_NAMES.map((_, k) => buses.filter((b) => b.level === k).length);
  const worst = [...branches].sort((a, b) => b.loading - a.loading);
  return card({
    id: 'network', title, subtitle: `Branches by loading, flow over rating; discs: ${g.hosting ? 'largest new campus at each bus alone, without a new violation' : 'load'}, MW. The drawing follows the branches, not the land`, span: 'full',
    chart: drawn(title, (w) => network(title, buses, branches, w)),
    legend: h('div', {}, legend([{ fill: 'var(--edge)', name: 'below 70 %', shape: 'line' }, { fill: 'var(--more)', name: '70 to 100 %', shape: 'line' }, { fill: 'var(--bad)', name: 'above its rating', shape: 'line' }]),
      g.hosting ? legend(ROOM_NAMES.map((name, k) => ({ fill: `var(--r${k})`, name, value: String(counts[k]), shape: 'disc' as const, edge: true }))) : legend([{ fill: 'var(--bar)', name: 'load', shape: 'disc' }])),
    binds: best && best.mw >= 1 ? `${bound(best)} at the best bus` : undefined, source: source(job, 'buses.csv, branches.csv'),
    twin: { columns: ['branch', 'from', 'to', 'flow MW', 'rating MW', 'loading'], rows: worst.map((b) => [b.name, buses[b.from]?.name ?? '', buses[b.to]?.name ?? '', b.flowMw, b.ratingMw, b.loading]) },
  });
}

function outagesCard(job: Job, g: GridStudy): HTMLElement | null {
  const n = g.n_1;
  if (!n) return null;
  if (n.critical === 0) return emptyCard('outages', 'Any one outage is survived', `${n.outages} outages of branches and generators were looked at: none overloads a branch or sheds load.`);
  const list = n.worst.slice(0, SHOWN);
  const overloading = list.filter((o) => o.worst_branch !== null && (o.loading ?? 0) > 1);
  const first = list[0];
  const title = overloading[0] ? `${plural(n.critical, 'outage')} of ${n.outages} ${n.critical === 1 ? 'does' : 'do'} harm; the worst loads ${overloading[0].worst_branch ?? ''} to ${percent(overloading[0].loading ?? NaN)}`
    : `${plural(n.critical, 'outage')} of ${n.outages} shed load, at most ${power(n.unserved_max_mw)}`;
  const bars: Bar[] = overloading.length > 0 ? overloading.map((o) => ({ name: `${o.outage} → ${o.worst_branch ?? ''}`.replace(/branch /g, ''), words: `${o.outage} overloads ${o.worst_branch ?? ''}: ${percent(o.loading ?? NaN)}`, value: (o.loading ?? 0) * 100, figure: percent(o.loading ?? NaN), css: 'more-fill', dots: [{ value: 100, open: true, name: 'emergency rating' }] }))
    : list.map((o) => ({ name: o.outage, value: o.unserved_mw, figure: power(o.unserved_mw), css: 'more-fill' }));
  return card({
    id: 'outages', title, subtitle: overloading.length > 0 ? `Outage → branch that it loads most, % of the emergency rating (dot: 100 %), worst first; ${plural(n.dividing, 'outage')} ${n.dividing === 1 ? 'divides' : 'divide'} the network` : 'Load that is shed after each outage, MW, worst first',
    chart: drawn(title, (w) => barChart(title, bars, w)), binds: first ? `${first.outage}${first.worst_branch ? ` overloads ${first.worst_branch}` : ''}${first.unserved_mw > 0.5 ? `, ${power(first.unserved_mw)} is shed` : ''}` : undefined, source: source(job, 'outages.csv'),
    twin: { columns: ['kind', 'outage', 'overloads', 'worst branch', 'loading', 'flow MW', 'cut buses', 'unserved MW'], rows: n.worst.map((o) => [o.kind, o.outage, o.overloads, o.worst_branch, o.loading, o.flow_mw, o.cut_buses, o.unserved_mw]) },
    tableLinks: [{ name: 'All outages', href: api.jobFile(job.id, 'outages.csv') }],
  });
}

function roomCard(job: Job, g: GridStudy): HTMLElement | null {
  const room = g.hosting;
  if (!room || room.buses.length === 0) return null;
  const sorted = [...room.buses].sort((a, b) => b.mw - a.mw);
  const title = `${room.without_room === 0 ? 'Every bus has room' : `${room.without_room} of ${plural(room.buses.length, 'bus', 'buses')} ${room.without_room === 1 ? 'has' : 'have'} no room`}; the best ${Math.min(SHOWN, sorted.length)} take ${power(sorted[0]?.mw)} to ${power(sorted[Math.min(SHOWN, sorted.length) - 1]?.mw)}`;
  return card({
    id: 'room', title, subtitle: `Largest new campus at a bus alone, MW: with any one branch lost (bar) and intact (dot)${room.slack ? `; its power comes from ${room.slack === 'fixed' ? 'all generators in proportion to the room above them' : 'all generators dispatched anew'}` : ''}`,
    chart: drawn(title, (w) => barChart(title, sorted.slice(0, SHOWN).map((b) => ({ name: `bus ${b.bus}`, value: b.mw, figure: `${power(b.mw)}, intact ${power(b.intact_mw)}`, words: `${b.bus}: bound by ${bound(b)}`, dots: [{ value: b.intact_mw, open: true, name: 'intact' }] })), w)), source: source(job, 'hosting.csv'),
    twin: { columns: ['bus', 'room MW', 'intact MW', 'bound by', 'radial'], rows: sorted.map((b) => [b.bus, b.mw, b.intact_mw, bound(b), b.radial]) },
  });
}

function lostCard(job: Job, id: string, name: string, l: LostLoad): HTMLElement {
  const title = `${name}: ${power(l.mean_mw)} lost on average, ${power(l.p99_mw)} in one event of a hundred`;
  const share = (k: number): string => (k === 0 ? `below ${percent(l.histogram[0]?.below_share ?? NaN)}` : `${percent(l.histogram[k - 1]?.below_share ?? NaN)} to ${percent(l.histogram[k]?.below_share ?? NaN)}`);
  return card({
    id, title, subtitle: `Events by the share of the load that is lost, ${sig(l.events, 6)} events; ± ${power(l.standard_error_mw)} standard error, P95 ${power(l.p95_mw)}, most ${power(l.max_mw)}; ${sig(l.mean_tripped)} branches trip on average`,
    chart: drawn(title, (w) => barChart(title, l.histogram.map((c, k) => ({ name: share(k), value: c.events, figure: sig(c.events, 6), css: k === 0 ? 'muted' : 'more-fill' })), w)), source: source(job, 'events.csv'),
    twin: { columns: ['lost share below', 'events'], rows: l.histogram.map((c) => [c.below_share, c.events]) },
  });
}

function attackName(a: string): string {
  const [kind = '', x = ''] = a.split('=');
  const share = percent(Number(x));
  return kind === 'vendor' ? `Attack on one vendor of ${share} of the generators` : kind === 'relays' ? `Attack on ${share} of the branches` : kind === 'load' ? `Attack that raises loads by ${share}` : `${power(Number(x))} of campuses leave together`;
}

function results(job: Job, g: GridStudy, d: Drawing): HTMLElement {
  const tile = (name: string, value: string, note: string): HTMLElement => h('div', { class: 'tile' }, h('dt', {}, name), h('dd', {}, h('b', {}, value), h('span', {}, note)));
  const cost = g.objective_usd_per_h;
  return h('div', {}, h('dl', { class: 'tiles' },
    tile('Load', power(g.load_mw), `${plural(g.buses, 'bus', 'buses')}, ${g.branches} branches, ${g.generators} generators`),
    tile('Cost', cost === null ? 'n/a' : `${money(cost)}/h`, cost === null ? 'the file has no costs' : DISPATCH[g.dispatch] ?? words(g.dispatch)),
    tile('Above rating', String(g.violations.length), `branches, none lost; ${power(g.unserved_mw)} unserved`),
    tile('Room above the generators', power(g.reserve_mw), `${plural(g.islands, 'part')} that ${g.islands === 1 ? 'hangs' : 'hang'} together`)),
  h('div', { class: 'cards' }, ...placedCards(job, g), diagram(job, g, d), outagesCard(job, g), roomCard(job, g), g.cascade ? lostCard(job, 'cascade', 'Cascades', g.cascade) : null,
    ...Object.entries(g.attack ?? {}).map(([a, l], k) => lostCard(job, `attack-${k}`, attackName(a), l))),
  h('div', { class: 'actions' }, h('a', { class: 'button', href: api.jobFile(job.id, 'report.html') + '?inline=true', target: '_blank', rel: 'noopener' }, 'Open the report'), h('a', { class: 'button', href: api.jobFile(job.id, 'report.html'), download: true }, 'Report (HTML)'),
    ...['branches.csv', 'generators.csv'].map((f) => h('a', { class: 'button', href: api.jobFile(job.id, f), download: true }, f))));
}

function headline(job: Job, g: GridStudy): string {
  const name = job.request.grid ?? g.name;
  if (g.n_1) return g.n_1.critical === 0 ? `${name} survives any one outage` : `${g.n_1.critical} of ${g.n_1.outages} single outages of ${name} overload a branch or shed load`;
  return g.violations.length === 0 ? `Every branch of ${name} is within its rating` : `${plural(g.violations.length, 'branch', 'branches')} of ${name} are above their rating`;
}

async function ask(ctx: BareContext): Promise<HTMLElement> {
  const grids = await api.grids();
  const pick = h('select', { id: 'grid-file', 'data-key': 'grid-file' }, ...(grids.length === 0 ? [h('option', { value: '' }, 'bring a file first')] : grids.map((g) => h('option', { value: g.file }, `${g.file}${g.origin === 'example' ? ' (example)' : ''}`))));
  const note = h('p', { class: 'sub', role: 'status' });
  const fail = (e: unknown): void => { note.textContent = e instanceof Error ? e.message : String(e); };
  const bring = h('input', { type: 'file', id: 'grid-bring', accept: '.m,.raw,.txt', onchange: async () => {
    const file = bring.files?.[0];
    if (!file) return;
    const name = file.name.replace(/\.[^.]*$/, '').replace(/[^A-Za-z0-9_-]/g, '_').replace(/^[_-]+/, '').slice(0, 60) + (/\.[^.]*$/.exec(file.name)?.[0].toLowerCase() ?? '');
    try {
      await api.putGrid(name, await file.text());
      toast(`${name} is kept.`);
      ctx.redraw();
    } catch (e) { fail(e); }
  } });
  const box = (id: string, text: string, on: boolean): { input: HTMLInputElement; label: HTMLElement } => {
    const input = h('input', { type: 'checkbox', id: 'grid-' + id });
    input.checked = on;
    return { input, label: h('label', { for: 'grid-' + id, class: 'check' }, input, ' ' + text) };
  };
  const outages = box('n1', 'the loss of each branch and generator (N-1)', true);
  const hosting = box('hosting', 'room for a new campus at each bus', true);
  const cascade = box('cascade', '1 000 cascades after random outages', true);
  const attack = box('attack', "an attack on one vendor's generators (20 %)", false);
  const go = h('button', { type: 'button', class: 'primary', id: 'grid-go', disabled: grids.length === 0, onclick: () => {
    startJob({ verb: 'grid', grid: pick.value, options: { n_1: outages.input.checked, hosting: hosting.input.checked, cascade: cascade.input.checked, attack: attack.input.checked ? ['vendor=0.2'] : undefined, events: 1000, top: 200 } }, '', (job) => ctx.go({ screen: 'grid', job: job.id })).catch(fail);
  } }, 'Ask it');
  return h('section', { class: 'card', id: 'grid-ask', 'aria-labelledby': 'grid-ask-title' }, h('h2', { id: 'grid-ask-title' }, 'Ask a real network'),
    h('p', { class: 'sub' }, 'Zones of a plan hide the lines inside them. Bring the file of a network: MATPOWER .m, PSS/E .raw or IEEE-CDF .txt, at most 16 MB.'),
    h('div', { class: 'form' }, h('label', { for: 'grid-file' }, 'Network', pick), h('label', { for: 'grid-bring' }, 'Or bring a file', bring)),
    h('fieldset', { class: 'checks' }, h('legend', {}, 'What to ask'), outages.label, hosting.label, cascade.label, attack.label), h('div', { class: 'actions' }, go), note);
}

function studies(ctx: BareContext, jobs: Job[]): HTMLElement | null {
  if (jobs.length === 0) return null;
  return h('section', { class: 'card', id: 'grid-studies', 'aria-label': 'Studies' }, h('h2', {}, plural(jobs.length, 'study', 'studies')), h('ul', {}, ...jobs.slice(0, 20).map((j) => h('li', { 'aria-current': j.id === ctx.route.job ? 'true' : null },
    found(j) ? h('a', { href: ctx.link({ screen: 'grid', job: j.id }) }, j.request.grid ?? j.id) : `${j.request.grid ?? j.id}: ${j.state}${j.message ? ', ' + j.message : ''}`, h('span', { class: 'sub' }, ` ${Object.entries(j.request.options ?? {}).filter(([, v]) => v === true).map(([k]) => ASKED[k] ?? words(k)).join(', ')} · ${age(j.created)}`)))));
}

/** Whether a study has something to show: one that was stopped keeps what it had. */
function found(job: Job): boolean {
  return job.state === 'done' || job.state === 'stopped';
}

export async function gridScreen(ctx: BareContext): Promise<View> {
  const jobs = (await api.jobs()).filter((j) => j.verb === 'grid');
  const asked = ctx.route.job ? (jobs.find((j) => j.id === ctx.route.job) ?? await api.job(ctx.route.job)) : undefined;
  const job = asked?.verb === 'grid' ? asked : jobs.find(found);
  const side: Child[] = [await ask(ctx), studies(ctx, jobs)];
  if (!job || !found(job))
    return { title: job ? `The study ${job.id} is ${job.state}` : 'No real network has been asked yet', tiles: false, body: [job?.message ? h('div', { class: 'fault', role: 'alert' }, h('p', {}, capital(job.message)), ...(job.faults ?? []).map((f) => h('p', {}, `${f.file}${f.line > 0 ? ':' + f.line : ''} ${f.message}`))) : null, h('div', { class: 'cards' }, ...side)] };
  const result = await api.gridStudy(job.id);
  const g = result.files[0];
  if (!g) return { title: 'The study was stopped before it found anything', tiles: false, body: [h('div', { class: 'cards' }, ...side)] };
  const drawing: Drawing = { buses: parseCsv(await api.jobCsv(job.id, 'buses.csv')), branches: parseCsv(await api.jobCsv(job.id, 'branches.csv')) };
  const named = (drawing.buses[0] ?? []).indexOf('bus');
  const missing = g.unfinished ?? [];
  return { title: headline(job, g), tiles: false, chips: [h('span', { class: 'chip quiet' }, `DC power flow, ${DISPATCH[g.dispatch] ?? words(g.dispatch)}`), ' ', h('button', { type: 'button', class: 'quiet', onclick: () => document.getElementById('grid-ask')?.scrollIntoView() }, 'ask another'), g.dispatch_note ? ` ${g.dispatch_note}` : null, missing.length > 0 ? h('span', { class: 'chip quiet', id: 'unfinished' }, `stopped before: ${missing.map((m) => ASKED[m] ?? words(m)).join(', ')}`) : null],
    body: [results(job, g, drawing), h('div', { class: 'cards' }, placementForm(ctx, job, g, drawing.buses.slice(1).map((r) => r[named] ?? '')), ...side)] };
}
