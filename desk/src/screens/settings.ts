import type { BareContext } from '../context';
import { api, Refusal } from '../data/api';
import type { CaseDetail, Fault } from '../data/types';
import { h } from '../dom';
import { plural } from '../format';
import { save } from '../ui/download';
import { faultList } from '../ui/states';
import { toast } from '../ui/toast';

export const SETTINGS = 'case.yaml';
const PAUSE_MILLIS = 300;

/** The settings of a case as text, checked with the whole case as one types. */
export async function settingsSheet(ctx: BareContext, detail: CaseDetail): Promise<HTMLElement> {
  const read = await api.caseCsv(detail.case.id, SETTINGS);
  const was = read.text;
  const writable = detail.case.writable;
  const status = h('div', { role: 'status', id: 'sheet-status' });
  const faults = h('div');
  let timer = 0;
  let asked = 0;
  const text = h('textarea', { id: 'settings-text', class: 'settings', spellcheck: 'false', autocomplete: 'off', rows: Math.min(40, was.split('\n').length + 2), readonly: !writable, 'aria-label': `${SETTINGS} of ${detail.case.id}` });
  text.value = was;
  const say = (list: Fault[]): void => {
    status.textContent = text.value === was ? '' : list.length === 0 ? '✓ The case is sound with your changes.' : `✗ ${plural(list.length, 'fault')}.`;
    faults.replaceChildren(...(list.length > 0 ? [faultList(list)] : []));
    keep.disabled = text.value === was || list.length > 0;
  };
  const fail = (e: unknown): void => {
    if (e instanceof Refusal && e.faults.length > 0) say(e.faults);
    else status.textContent = e instanceof Error ? e.message : String(e);
  };
  const check = async (): Promise<void> => {
    const mine = ++asked;
    status.textContent = 'Checking the case …';
    try {
      const v = await api.validate(detail.case.id, { [SETTINGS]: text.value });
      if (mine === asked) say(v.faults);
    } catch (e) {
      if (mine === asked) fail(e);
    }
  };
  const keep = h('button', { type: 'button', class: 'primary', id: 'sheet-save', disabled: true, onclick: async () => {
    keep.disabled = true;
    try {
      await api.putTable(detail.case.id, SETTINGS, text.value, read);
      toast(`${SETTINGS} is kept.`);
      ctx.redraw();
    } catch (e) {
      fail(e);
    }
  } }, 'Save');
  text.addEventListener('input', () => {
    window.clearTimeout(timer);
    keep.disabled = true;
    timer = window.setTimeout(() => void check(), PAUSE_MILLIS);
  });
  if (writable) void api.validate(detail.case.id, {}).catch(() => undefined); // the first check is the slow one
  return h('section', { class: 'card', id: 'settings', 'aria-labelledby': 'settings-title' }, h('h2', { id: 'settings-title' }, `${SETTINGS}: the settings of the case`),
    h('p', { class: 'sub' }, 'Years, target, prices, rates, limits; what a key means stands in docs/case-format.md.'),
    h('div', { class: 'actions' }, writable ? keep : h('span', { class: 'chip quiet' }, 'read only: copy the case to change it'), h('button', { type: 'button', onclick: () => save(SETTINGS, text.value, 'application/yaml') }, 'Download')), status, faults, text);
}
