import type { BareContext, View } from '../context';
import { api, Refusal } from '../data/api';
import type { CaseCard, Fault } from '../data/types';
import { h } from '../dom';
import { startJob } from './jobs';
import { toast } from './toast';

/** Faults of the input, each with its place and what would be right. */
export function faultList(faults: Fault[]): HTMLElement {
  return h('div', { class: 'fault', role: 'alert' }, ...faults.slice(0, 40).map((f) => h('p', {},
    h('b', {}, f.line > 0 ? `${f.file}:${f.line}` : f.file), f.value ? ` “${f.value}”` : '', ': ', f.message, f.maybe ? ` Maybe ${f.maybe.replace(/^maybe /i, '')}` : '')),
  faults.length > 40 && h('p', {}, `and ${faults.length - 40} more`));
}

export function errorView(e: unknown, again: () => void): View {
  const refusal = e instanceof Refusal ? e : null;
  const message = refusal ? refusal.message : 'The desk met a fault of its own';
  return {
    title: refusal?.status === 0 ? 'The server does not answer' : refusal?.status === 404 ? 'That is not here' : message,
    tiles: false,
    body: [h('div', { class: 'fault', role: 'alert' }, h('p', {}, message), refusal?.maybe ? h('p', {}, 'Maybe ' + refusal.maybe) : null, refusal ? null : h('p', {}, String(e)),
      h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: again }, 'Try again'), h('a', { class: 'button', href: '#/runs' }, 'All runs'))),
    refusal && refusal.faults.length > 0 ? faultList(refusal.faults) : null],
  };
}

export function loginView(again: () => void): View {
  const field = h('input', { type: 'password', id: 'token', autocomplete: 'current-password', required: true });
  const note = h('p', { class: 'sub', role: 'status' });
  const form = h('form', { class: 'card', onsubmit: (e: SubmitEvent) => {
    e.preventDefault();
    api.login(field.value).then(again, (x: unknown) => { note.textContent = x instanceof Refusal && x.status === 401 ? 'That is not the token.' : String(x instanceof Error ? x.message : x); });
  } }, h('p', {}, h('label', { for: 'token' }, 'Token that the server was started with ')), h('p', {}, field, ' ', h('button', { class: 'primary' }, 'Open the desk')), note);
  return { title: 'This desk asks for its token', tiles: false, body: [form] };
}

/** Cases in the order in which a new reader wants them. */
function byWelcome(cases: CaseCard[]): CaseCard[] {
  const rank = (c: CaseCard): number => (c.origin === 'workspace' ? 0 : c.origin === 'example' ? 1 : 2);
  return [...cases].filter((c) => c.kind === 'planning').sort((a, b) => rank(a) - rank(b));
}

/** What the desk shows before there is a run. */
export async function firstSteps(ctx: Pick<BareContext, 'go' | 'link'>): Promise<View> {
  const cases = byWelcome(await api.cases());
  return {
    title: 'No run yet: choose a case to plan',
    kicker: 'A run is a plan with its proof: where campuses stand, what supplies them, when, at what cost.',
    tiles: false,
    body: [h('div', { class: 'cards' }, ...cases.map((c) => h('section', { class: 'card', 'aria-label': c.name }, h('h2', {}, c.name), h('p', { class: 'sub' }, c.description ?? ''),
      h('div', { class: 'actions' },
        h('button', { type: 'button', class: 'primary', onclick: () => {
          startJob({ verb: 'plan', case: c.id, time: c.origin === 'installed' ? 'reps:2' : undefined, options: { max_seconds: 600 } }).catch((e: unknown) => toast(e instanceof Error ? e.message : String(e)));
        } }, c.origin === 'installed' ? 'Plan it coarsely (2 days a year)' : 'Plan it'),
        h('a', { class: 'button', href: ctx.link({ screen: 'case', case: c.id, table: '' }) }, 'Look into it')))),
    h('section', { class: 'card' }, h('h2', {}, 'Or from a shell'), h('pre', {}, h('code', {}, './loadstar plan examples/two-zones'))))],
  };
}
