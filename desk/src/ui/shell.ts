import { h, s } from '../dom';
import { power } from '../format';
import type { RunCard } from '../data/types';
import type { Route, ScreenId } from '../route';
import { formatRoute } from '../route';
import { setTheme, themeChoice } from '../theme';

export const TABS: ReadonlyArray<{ id: ScreenId; name: string; key: string }> = [
  { id: 'where', name: 'Where', key: '1' },
  { id: 'when', name: 'When', key: '2' },
  { id: 'supply', name: 'Supply', key: '3' },
  { id: 'money', name: 'Money', key: '4' },
  { id: 'levers', name: 'Levers', key: '5' },
  { id: 'holds', name: 'Holds', key: '6' },
  { id: 'compare', name: 'Compare', key: '7' },
  { id: 'sources', name: 'Sources', key: '8' },
  { id: 'grid', name: 'Grid', key: 'G' },
  { id: 'case', name: 'Case', key: '9' },
  { id: 'runs', name: 'Runs', key: '0' },
];

/** Age of a run in words. */
export function age(created: string): string {
  const seconds = (Date.now() - Date.parse(created)) / 1000;
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 90) return 'just now';
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

export function runName(r: RunCard): string {
  const figure = r.ai_gw === null ? '' : ` · ${power(r.ai_gw * 1000)}`;
  return `${r.name === r.id ? r.case : r.name}${figure} · ${age(r.created)}`;
}

function mark(): SVGSVGElement {
  return s('svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' }, s('rect', { width: 32, height: 32, rx: 7, fill: '#0B0E13' }),
    s('path', { d: 'M16 3l2.6 10.4L29 16l-10.4 2.6L16 29l-2.6-10.4L3 16l10.4-2.6z', fill: '#7AB8FF' }));
}

/** The head of the page: which run, the screens, theme, help. */
export class Shell {
  readonly element = h('header', { class: 'top' });
  private readonly picker = h('select', { id: 'run-picker' });
  private readonly tabs = h('nav', { class: 'tabs', 'aria-label': 'Screens' });
  private readonly theme = h('button', { type: 'button', id: 'theme' });
  private readonly add = h('a', { class: 'button', id: 'add-campus' }, '+\u202fAdd campus');
  private readonly dialog = help();

  constructor(private readonly go: (to: Partial<Route>) => void) {
    this.picker.addEventListener('change', () => this.go({ run: this.picker.value, vs: '', selected: '', zone: '', levers: {}, case: '', table: '' }));
    this.theme.addEventListener('click', () => {
      const now = themeChoice();
      setTheme(now === 'auto' ? 'light' : now === 'light' ? 'dark' : 'auto');
      this.label();
    });
    this.label();
    const question = h('button', { type: 'button', title: 'Keys and help (?)', 'aria-label': 'Keys and help', onclick: () => this.help() }, '?');
    this.element.append(
      h('div', { class: 'bar' }, h('a', { class: 'brand', href: '#/where' }, mark(), 'Loadstar'), h('label', { class: 'wide', for: 'run-picker' }, 'Run', this.picker),
        h('span', { class: 'grow' }), this.add, this.theme, question),
      this.tabs, this.dialog);
  }

  private label(): void {
    const now = themeChoice();
    const [sign, name] = now === 'auto' ? ['◐', ' Auto'] : now === 'light' ? ['☀', ' Light'] : ['☾', ' Dark'];
    this.theme.replaceChildren(sign ?? '', h('span', { class: 'broad' }, name));
    this.theme.setAttribute('aria-label', `Theme: ${now}. Press for the next one.`);
  }

  help(): void {
    if (this.dialog.open) this.dialog.close();
    else this.dialog.showModal();
  }

  show(route: Route, runs: RunCard[], run: RunCard | null): void {
    const known = runs.filter((r) => r.kind === 'plan' || r.kind === 'network' || r.kind === 'levers');
    this.picker.replaceChildren(...(known.length === 0 ? [h('option', { value: '' }, 'no run yet')] : known.map((r) => h('option', { value: r.id }, runName(r)))));
    this.picker.value = run?.id ?? '';
    this.picker.disabled = known.length === 0;
    const keep: Partial<Route> = { run: run?.id ?? '', vs: route.vs, year: route.year, zone: route.zone, selected: route.selected, hours: route.hours, levers: route.levers };
    this.add.href = formatRoute({ screen: 'case', run: run?.id ?? '', case: run?.case_id ?? route.case, table: 'campuses.csv', selected: 'new' });
    const more = h('button', { type: 'button', class: 'more', 'aria-expanded': 'false', onclick: () => {
      const open = this.tabs.classList.toggle('open');
      more.setAttribute('aria-expanded', String(open));
    } }, 'More');
    this.tabs.classList.remove('open');
    this.tabs.replaceChildren(...TABS.map((t, i) => h('a', {
      href: formatRoute({ ...keep, screen: t.id, case: t.id === 'case' ? (run?.case_id ?? '') : '' }), class: i >= 4 && t.id !== route.screen ? 'later' : null,
      'aria-current': t.id === route.screen ? 'page' : null, 'data-screen': t.id,
    }, h('kbd', { 'aria-hidden': 'true' }, t.key), t.name)), more);
  }
}

function help(): HTMLDialogElement {
  const keys: Array<[string, string]> = [
    ['1 … 8', 'screens; 9 the case, 0 the runs, G a real network'], ['[ ]', 'year before, year after'], ['L', 'levers'], ['R', 're-plan with the levers as set'], ['Z', 'undo the last lever'],
    ['T', 'tables behind all charts'], ['N', 'add a campus'], ['/', 'choose a run'], ['Esc', 'clear the selection'], ['?', 'this'],
  ];
  const off = h('input', { type: 'checkbox', id: 'keys-off' });
  off.checked = localStorage.getItem('loadstar.keys') === 'off';
  off.addEventListener('change', () => localStorage.setItem('loadstar.keys', off.checked ? 'off' : 'on'));
  const dialog = h('dialog', { class: 'help', 'aria-labelledby': 'help-title' }, h('h2', { id: 'help-title' }, 'Loadstar desk'),
    h('p', {}, 'Each screen answers one question; its title is the answer. A run never changes: a lever that you move makes a draft, and Re-plan makes a new run beside it.'),
    h('dl', {}, ...keys.flatMap(([k, v]) => [h('dt', {}, k), h('dd', {}, v)])),
    h('p', {}, h('label', {}, off, ' Switch these keys off')),
    h('p', {}, h('a', { href: '/api/openapi.yaml' }, 'The API of this server (OpenAPI)')),
    h('form', { method: 'dialog' }, h('button', {}, 'Close')));
  return dialog;
}
