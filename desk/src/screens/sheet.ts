import type { BareContext } from '../context';
import { api, Refusal } from '../data/api';
import { CsvFile } from '../data/csvfile';
import type { CaseDetail, ColumnSchema, Fault } from '../data/types';
import { cellFault } from '../data/validate';
import { h } from '../dom';
import { plural } from '../format';
import { save } from '../ui/download';
import { faultList } from '../ui/states';
import { toast } from '../ui/toast';
import { emptyCard } from '../ui/card';

const PAGE = 40;
const MOST_BYTES = 3_000_000;

/** A table of a case as a sheet: checked by its schema as you type, by the whole case a moment later. */
export async function sheet(ctx: BareContext, detail: CaseDetail, name: string, schema: ColumnSchema[]): Promise<HTMLElement> {
  const size = detail.files.find((f) => f.file === name);
  if (!size) return emptyCard('sheet', `${name} is not in this case`, 'The table is optional. Add a first row by putting the file into the case folder; its columns are in docs/case-format.md.');
  if (size.bytes > MOST_BYTES) return emptyCard('sheet', `${name} is too large for a sheet`, `${Math.round(size.bytes / 1e6)} MB: change it with another tool, or by --set path=value when you plan.`);
  const read = await api.caseCsv(detail.case.id, name);
  const file = new CsvFile(read.text);
  const of = new Map(schema.map((c) => [c.name, c]));
  const writable = detail.case.writable;
  let page = 0;
  let filter = '';
  let timer = 0;
  let asked = 0;
  const status = h('div', { role: 'status', id: 'sheet-status' });
  const faults = h('div');
  const body = h('tbody');
  const pager = h('div', { class: 'actions' });
  const keep = h('button', { type: 'button', class: 'primary', id: 'sheet-save', disabled: true, onclick: () => void store() }, 'Save');

  const say = (list: Fault[], bad: number): void => {
    const total = list.length + bad;
    status.textContent = !file.changed ? '' : total === 0 ? '✓ The case is sound with your changes.' : `✗ ${plural(total, 'fault')}.`;
    faults.replaceChildren(...(list.length > 0 ? [faultList(list)] : []));
    keep.disabled = !file.changed || total > 0;
  };
  const local = (): number => [...file.edited].map((i) => file.rows[i] ?? []).concat(file.added).reduce((a, r) => a + file.columns.filter((c, k) => cellFault(of.get(c), r[k] ?? '') !== '').length, 0);
  const validate = async (): Promise<void> => {
    const mine = ++asked;
    const bad = local();
    if (bad > 0 || !file.changed) return say([], bad);
    status.textContent = 'Checking the case …';
    try {
      const v = await api.validate(detail.case.id, { [name]: file.written() });
      if (mine === asked) say(v.faults, 0);
    } catch (e) {
      if (mine === asked) status.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  const touched = (): void => {
    window.clearTimeout(timer);
    keep.disabled = true;
    timer = window.setTimeout(() => void validate(), 250);
  };
  const store = async (): Promise<void> => {
    keep.disabled = true;
    try {
      const v = await api.putTable(detail.case.id, name, file.written(), read);
      if (v.faults.length > 0) return say(v.faults, 0);
      toast(`${name} is kept.`);
      ctx.redraw();
    } catch (e) {
      if (e instanceof Refusal && e.faults.length > 0) say(e.faults, 0);
      else status.textContent = e instanceof Refusal && e.status === 412 ? `✗ ${e.message}, perhaps in another tab: nothing was kept. CSV saves your text; reload to go on from theirs.` : e instanceof Error ? e.message : String(e);
    }
  };
  const widths = file.columns.map((_, k) => Math.min(30, Math.max(7, ...file.rows.slice(0, 400).map((r) => (r[k] ?? '').length))) + 2);
  const cell = (row: number, column: number, value: string, label: string): HTMLTableCellElement => {
    const s = of.get(file.columns[column] ?? '');
    const td = h('td');
    const input = h('input', { value, 'aria-label': label, readonly: !writable, style: { 'min-width': `${widths[column] ?? 9}ch` }, list: s?.allowed && s.allowed.length > 0 ? `allowed-${s.name}` : null });
    const check = (): void => {
      const fault = cellFault(s, input.value);
      input.setAttribute('aria-invalid', String(fault !== ''));
      input.title = fault ? `${input.value || 'empty'}: ${fault}` : (s?.description ?? '');
    };
    check();
    input.addEventListener('input', () => {
      file.set(row, column, input.value);
      td.classList.add('edited');
      td.parentElement?.classList.add('changed');
      check();
      if (input.getAttribute('aria-invalid') === 'true') status.textContent = `✗ ${name}:${file.line(row)} ${s?.name ?? ''} “${input.value}” ${cellFault(s, input.value)}.`;
      touched();
    });
    td.append(input);
    return td;
  };
  const all = (): Array<{ index: number; cells: string[] }> => [...file.rows.map((cells, index) => ({ index, cells })), ...file.added.map((cells, i) => ({ index: file.rows.length + i, cells }))]
    .filter((r) => !file.removed.has(r.index) && (filter === '' || r.cells.some((c) => c.toLowerCase().includes(filter))));
  const fill = (): void => {
    const list = all();
    page = Math.max(0, Math.min(page, Math.ceil(list.length / PAGE) - 1));
    body.replaceChildren(...list.slice(page * PAGE, (page + 1) * PAGE).map((r) => h('tr', { class: r.index >= file.rows.length ? 'added' : null },
      h('th', { scope: 'row', class: 'num' }, String(file.line(r.index)), writable && r.index < file.rows.length ? h('button', { type: 'button', class: 'quiet', 'aria-label': `Delete line ${file.line(r.index)}`, onclick: () => { file.removed.add(r.index); fill(); touched(); } }, '✕') : null),
      ...file.columns.map((c, k) => cell(r.index, k, r.cells[k] ?? '', `${c}, line ${file.line(r.index)}`)))));
    const pages = Math.max(1, Math.ceil(list.length / PAGE));
    pager.replaceChildren(h('button', { type: 'button', disabled: page === 0, onclick: () => { page--; fill(); } }, '◀ Before'), h('span', {}, `${plural(list.length, 'row')}, page ${page + 1} of ${pages}`), h('button', { type: 'button', disabled: page >= pages - 1, onclick: () => { page++; fill(); } }, 'After ▶'));
  };
  fill();
  if (writable) void api.validate(detail.case.id, {}).catch(() => undefined); // the first check is the slow one: it reads all files
  const find = h('input', { type: 'search', placeholder: 'find in the table', 'aria-label': 'Find in the table' });
  find.addEventListener('input', () => { filter = find.value.toLowerCase(); page = 0; fill(); });
  const head = h('tr', {}, h('th', { scope: 'col' }, 'line'), ...file.columns.map((c) => h('th', { scope: 'col', title: of.get(c)?.description ?? '' }, c, of.get(c)?.unit ? h('div', { class: 'sub' }, of.get(c)?.unit) : null)));
  return h('section', { class: 'card', id: 'sheet', 'aria-labelledby': 'sheet-title' }, h('h2', { id: 'sheet-title' }, `${name}: ${plural(file.rows.length, 'row')}`), h('p', { class: 'sub' }, detail.tables.find((t) => t.file === name)?.description ?? ''),
    ...schema.filter((c) => c.allowed && c.allowed.length > 0).map((c) => h('datalist', { id: `allowed-${c.name}` }, ...(c.allowed ?? []).map((v) => h('option', { value: v })))),
    h('div', { class: 'actions' }, find, writable ? h('button', { type: 'button', onclick: () => {
      file.add(Object.fromEntries(file.columns.map((c, i) => [c, file.rows.at(-1)?.[i] ?? of.get(c)?.default ?? ''])));
      page = 1e9;
      filter = '';
      find.value = '';
      fill();
      touched();
    } }, 'Add a row like the last') : h('span', { class: 'chip quiet' }, 'read only: copy the case to change it'), writable ? keep : null, h('button', { type: 'button', onclick: () => save(name, file.written(), 'text/csv') }, 'CSV')),
    status, faults, h('div', { class: 'scroll sheet-scroll', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + name }, h('table', { class: 'sheet' }, h('caption', {}, name), h('thead', {}, head), body)), pager);
}
