import type { BareContext, View } from '../context';
import { api } from '../data/api';
import type { CaseCard, CaseDetail } from '../data/types';
import { h } from '../dom';
import { capital, plural, words } from '../format';
import { startJob } from '../ui/jobs';
import { toast } from '../ui/toast';
import { campusForm } from './campus';
import { SETTINGS, settingsSheet } from './settings';
import { sheet } from './sheet';

const ORIGINS: Record<CaseCard['origin'], string> = { workspace: 'your copy', example: 'example', installed: 'comes with Loadstar' };

function caseList(ctx: BareContext, cases: CaseCard[]): View {
  const mine = cases.filter((c) => c.writable).length;
  return { title: cases.length === 0 ? 'There is no case' : `${plural(cases.length, 'case')}, ${mine === 0 ? 'none of them changed by you' : `${mine} of them yours to change`}`, tiles: false, body: [h('div', { class: 'cards' }, ...cases.map((c) => h('section', { class: 'card', 'aria-label': c.name },
    h('h2', {}, h('a', { href: ctx.link({ screen: 'case', case: c.id, table: '' }) }, c.id)), h('p', { class: 'sub' }, `${ORIGINS[c.origin]}${c.copied_from ? ' of ' + c.copied_from : ''} · ${words(c.kind)}`), h('p', {}, c.description ?? ''),
    h('div', { class: 'actions' }, c.kind === 'planning' ? h('a', { class: 'button primary', href: ctx.link({ screen: 'case', case: c.id, table: 'campuses.csv', selected: 'new' }) }, 'Add a campus') : null, h('a', { class: 'button', href: ctx.link({ screen: 'case', case: c.id, table: '', selected: '' }) }, 'Tables')))))] };
}

function tables(ctx: BareContext, d: CaseDetail): HTMLElement {
  const sizes = new Map(d.files.map((f) => [f.file, f]));
  const present = d.tables.filter((t) => t.present);
  const others = d.files.filter((f) => f.table && !present.some((t) => t.file === f.file) && f.file !== 'case.yaml');
  const rows = [...(sizes.has(SETTINGS) ? [[SETTINGS, 'Settings: years, target, prices, rates', 0] as const] : []), ...present.map((t) => [t.file, t.description ?? '', t.columns.length] as const), ...others.map((f) => [f.file, '', 0] as const)];
  const title = `Settings and ${plural(rows.length - (sizes.has(SETTINGS) ? 1 : 0), 'table')} make this case`;
  return h('section', { class: 'card', id: 'tables', 'aria-labelledby': 'tables-title' }, h('h2', { id: 'tables-title' }, title),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + title }, h('table', {}, h('caption', {}, title), h('tbody', {}, ...rows.map(([file, about]) => h('tr', { 'aria-current': ctx.route.table === file ? 'true' : null },
      h('th', { scope: 'row' }, h('a', { href: ctx.link({ screen: 'case', case: d.case.id, table: file, selected: '' }) }, file), about ? h('div', { class: 'sub' }, about) : null), h('td', { class: 'num' }, `${Math.ceil((sizes.get(file)?.bytes ?? 0) / 1024)}\u202fkB`)))))));
}

/** What a case has besides its tables: shown, and plainly not changed here. */
function folders(d: CaseDetail): HTMLElement | null {
  const parts = new Map<string, string[]>();
  for (const f of d.files) {
    const [folder = '', name] = f.file.split('/');
    if (name !== undefined) parts.set(folder, [...(parts.get(folder) ?? []), name.replace(/\.(csv|yaml)$/, '')]);
  }
  if (parts.size === 0) return null;
  return h('section', { class: 'card', id: 'folders', 'aria-labelledby': 'folders-title' }, h('h2', { id: 'folders-title' }, `${capital([...parts.keys()].map(words).join(', '))}: read only here`),
    h('p', { class: 'sub' }, d.case.writable ? `They are files in cases/${d.case.id}/ of the workspace: change them there with a text editor or spreadsheet; the desk reads them anew each time.` : 'Copy the case, then change its files in the workspace with a text editor or spreadsheet. Levers are moved, not edited, in the Levers screen.'),
    ...[...parts].map(([folder, names]) => h('details', {}, h('summary', {}, `${capital(words(folder))}: ${plural(names.length, 'file')}`), h('p', { class: 'sub' }, names.join(', ')))));
}

function planCard(d: CaseDetail): HTMLElement {
  const time = h('select', { id: 'plan-time' }, h('option', { value: '' }, `as the case says (${String(d.settings?.['time'] ?? 'default')})`), h('option', { value: 'reps:1' }, 'coarse: 1 day a season'), h('option', { value: 'reps:2' }, 'medium: 2 days'));
  const copy = h('input', { id: 'copy-name', value: `${d.case.id}-mine`.slice(0, 40), pattern: '[a-z0-9][a-z0-9_-]*', maxlength: 40 });
  const fail = (e: unknown): void => toast(e instanceof Error ? e.message : String(e));
  return h('section', { class: 'card', id: 'plan-case', 'aria-label': 'Plan this case' }, h('h2', {}, 'Plan it'), h('div', { class: 'actions' }, h('label', { for: 'plan-time' }, 'Hours ', time),
    h('button', { type: 'button', class: 'primary', onclick: () => void startJob({ verb: 'plan', case: d.case.id, time: time.value || undefined, options: { max_seconds: 1200 } }).catch(fail) }, 'Plan')),
  d.case.writable ? null : h('div', { class: 'actions' }, h('label', { for: 'copy-name' }, 'Or copy it, to change its tables, as ', copy), h('button', { type: 'button', onclick: () => {
    void api.copyCase(d.case.id, copy.value).then((c) => { location.hash = `#/case?case=${c.id}`; }, fail);
  } }, 'Copy')));
}

export async function caseScreen(ctx: BareContext): Promise<View> {
  const cases = await api.cases();
  const id = ctx.route.case || (ctx.route.table ? (cases.find((c) => c.kind === 'planning')?.id ?? '') : '');
  if (!id) return caseList(ctx, cases);
  const d = await api.case(id);
  const file = ctx.route.table;
  const adding = ctx.route.selected === 'new';
  const columns = d.tables.find((t) => t.file === file);
  const title = adding ? `Add a campus to ${d.case.id}: see its date, what decides it, and its cost` : file ? `${file === SETTINGS ? 'Settings' : capital(words(file.replace(/\.csv$/, '')))} of ${d.case.id}${d.case.writable ? '' : ': copy the case to change them'}` : `${d.case.id}: ${plural(d.tables.filter((t) => t.present).length, 'table')}, ${plural(d.levers.length, 'lever')}`;
  const chips = [h('span', { class: 'chip quiet' }, ORIGINS[d.case.origin]), ' ', h('a', { href: ctx.link({ screen: 'case', case: '', table: '', selected: '' }) }, 'all cases')];
  if (d.case.kind !== 'planning') return { title: `${d.case.id} is a ${words(d.case.kind)} case: it is planned and viewed, not edited here`, tiles: false, chips, body: [h('div', { class: 'cards' }, planCard(d), tables(ctx, d))] };
  return { title, tiles: false, kicker: d.case.description, chips, body: [h('div', { class: 'case' },
    h('div', { class: 'column' }, adding ? await campusForm(ctx, d) : h('div', { class: 'actions' }, h('a', { class: 'button primary', href: ctx.link({ screen: 'case', case: id, table: 'campuses.csv', selected: 'new' }) }, '+ Add a campus')),
      file === SETTINGS ? await settingsSheet(ctx, d) : file && file.endsWith('.csv') && !(adding && !columns?.present) ? await sheet(ctx, d, file, columns?.columns ?? []) : null),
    h('div', { class: 'column' }, planCard(d), tables(ctx, d), folders(d)))] };
}
