import './style/base.css';
import './style/layout.css';
import './style/cards.css';
import { sweepCharts } from './charts/echart';
import type { BareContext, Context, View } from './context';
import { api, Refusal } from './data/api';
import { runOf, type Run } from './data/run';
import type { RunCard } from './data/types';
import { append, h } from './dom';
import { binds, gapChip, tiles } from './answers';
import { formatRoute, parseRoute, type Route } from './route';
import { caseScreen } from './screens/case';
import { compareScreen } from './screens/compare';
import { gridScreen } from './screens/grid';
import { holdsScreen } from './screens/holds';
import { leversScreen, undoLever } from './screens/levers';
import { moneyScreen } from './screens/money';
import { runsScreen } from './screens/runs';
import { sourcesScreen } from './screens/sources';
import { supplyScreen } from './screens/supply';
import { whenScreen } from './screens/when';
import { whereScreen } from './screens/where';
import { onTheme } from './theme';
import { errorView, firstSteps, loginView } from './ui/states';
import { JobStrip } from './ui/jobs';
import { Shell, TABS } from './ui/shell';
import { hideTip } from './ui/tip';
import { YearBar } from './ui/yearbar';

/** Tables that the head of every screen reads. */
const CORE = ['zones', 'technologies', 'ai', 'costs', 'emissions', 'generation', 'reserve', 'binding', 'price_summary', 'campus_power'];

const RUN_SCREENS: Partial<Record<Route['screen'], (c: Context) => Promise<View>>> = {
  where: whereScreen, when: whenScreen, supply: supplyScreen, money: moneyScreen, levers: leversScreen, holds: holdsScreen, compare: compareScreen, sources: sourcesScreen,
};
const BARE_SCREENS: Partial<Record<Route['screen'], (c: BareContext) => Promise<View>>> = { runs: runsScreen, case: caseScreen, grid: gridScreen };

const app = document.getElementById('app') as HTMLElement;
const answer = h('div', { class: 'answer' });
const numbers = h('div');
const screen = h('div', { class: 'screen' });
const main = h('main', { id: 'main', tabindex: -1 });
const years = new YearBar((year) => go({ year }));
const shell = new Shell(go);
const strip = new JobStrip({
  open: (run) => go({ screen: 'where', run, levers: {}, job: '' }),
  finished: () => { runs = undefined; void draw(); },
});

let runs: Promise<RunCard[]> | undefined;
let newest: Run | null = null;
let drawing = 0;

main.append(answer, numbers, years.element, screen);
app.replaceChildren(shell.element, main, strip.element, h('footer', {}, 'Loadstar: long-run plans, not price forecasts. Every figure names its table and its run.'));

function route(): Route {
  return parseRoute(location.hash);
}

function go(to: Partial<Route>): void {
  const next = formatRoute({ ...route(), ...to });
  if (next === location.hash) void draw();
  else location.hash = next;
}

function mark(to: Partial<Route>): void {
  history.replaceState(null, '', formatRoute({ ...route(), ...to }));
}

async function viewOf(r: Route): Promise<{ view: View; run: Run | null; list: RunCard[] }> {
  const list = await (runs ??= api.runs().then((p) => p.runs));
  const plans = list.filter((x) => x.kind !== 'sweep');
  const id = r.run || (plans.find((x) => x.kind === 'plan') ?? plans[0])?.id || '';
  const run = id ? await runOf(id) : null;
  const base = { route: r, runs: list, go, mark, link: (to: Partial<Route>) => formatRoute({ ...r, run: id, ...to }), redraw: () => void draw() };
  const bare = BARE_SCREENS[r.screen];
  if (bare) return { view: await bare({ ...base, run }), run, list };
  if (!run) return { view: await firstSteps(base), run, list };
  await run.load(...CORE);
  let other: Run | null = null;
  if (r.screen === 'compare' && r.vs) {
    other = await runOf(r.vs);
    await other.load(...CORE);
  }
  const of = RUN_SCREENS[r.screen] ?? whereScreen;
  return { view: await of({ ...base, run, other, year: run.year(r.year) }), run, list };
}

async function draw(): Promise<void> {
  const mine = ++drawing;
  const r = route();
  main.setAttribute('aria-busy', 'true');
  hideTip();
  let view: View;
  let run: Run | null = null;
  let list: RunCard[] = [];
  try {
    ({ view, run, list } = await viewOf(r));
  } catch (e) {
    if (mine !== drawing) return;
    runs = undefined;
    view = e instanceof Refusal && e.status === 401 ? loginView(() => void draw()) : errorView(e, () => void draw());
    run = newest;
  }
  if (mine !== drawing) return;
  newest = run;
  const focused = (document.activeElement as HTMLElement | null)?.dataset?.['key'];
  shell.show(r, list, run?.detail.run ?? null);
  const binding = run && view.tiles ? binds(run, run.year(r.year), 1)[0] : undefined;
  answer.replaceChildren();
  append(answer, [view.kicker ? h('p', { class: 'kicker' }, view.kicker) : null, h('h1', {}, view.title),
    h('p', { class: 'kicker' }, run && view.tiles !== false ? gapChip(run) : null, ...(view.chips ?? []), binding ? ` Binds: ${binding}` : null)]);
  numbers.replaceChildren(...(run && view.tiles ? [tiles(run, run.year(r.year))] : []));
  years.show(run?.years ?? [], run?.year(r.year) ?? 0, Boolean(run && view.yearbar));
  screen.replaceChildren();
  append(screen, view.body);
  sweepCharts();
  main.setAttribute('aria-busy', 'false');
  if (focused) screen.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  strip.titled(`${view.title} · Loadstar`);
}

/** Keys of one letter: off in fields and when the reader switched them off. */
function keys(e: KeyboardEvent): void {
  const target = e.target as HTMLElement;
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'range') return;
  if (localStorage.getItem('loadstar.keys') === 'off') return;
  const tab = TABS.find((t) => t.key === e.key || t.key === 'G' && e.key === 'g');
  if (tab) return go({ screen: tab.id });
  switch (e.key) {
    case '[': return years.step(-1);
    case ']': return years.step(1);
    case 'l': case 'L': return go({ screen: 'levers' });
    case 'r': case 'R': return document.querySelector<HTMLButtonElement>('#replan:not(:disabled)')?.click();
    case 'z': case 'Z': return undoLever(go);
    case 'n': case 'N': return document.getElementById('add-campus')?.click();
    case 't': case 'T': return document.querySelectorAll<HTMLButtonElement>('[data-table-toggle]').forEach((b) => b.click());
    case '/': e.preventDefault(); return document.getElementById('run-picker')?.focus();
    case 'Escape': return route().selected || route().zone ? go({ selected: '', zone: '' }) : undefined;
    case '?': return shell.help();
  }
}

window.addEventListener('hashchange', () => void draw());
document.addEventListener('keydown', keys);
document.querySelector('[data-skip]')?.addEventListener('click', (e) => {
  e.preventDefault();
  main.focus();
});
onTheme(() => void draw());
void strip.resume();
void draw();
