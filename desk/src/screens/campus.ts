import type { BareContext } from '../context';
import { api, type Kept, Refusal } from '../data/api';
import { CsvFile, keyOf, median } from '../data/csvfile';
import type { CaseDetail, ColumnSchema, Geo } from '../data/types';
import { cellFault } from '../data/validate';
import { h } from '../dom';
import { sig } from '../format';
import { startJob } from '../ui/jobs';
import { faultList } from '../ui/states';

const FILE = 'campuses.csv';

interface Field { column: string; label: string; note: string; value: string; input: HTMLInputElement | HTMLSelectElement; said: HTMLElement }

/** Leads and costs of a new site: the middle of those that the case has in the zone, else of all. */
function middles(file: CsvFile, zone: string): Record<string, string> {
  const at = (name: string): number => file.columns.indexOf(name);
  const home = file.rows.filter((r) => (r[at('zone')] ?? '') !== '');
  const near = home.filter((r) => r[at('zone')] === zone);
  const from = near.length > 0 ? near : home;
  const out: Record<string, string> = {};
  for (const c of ['queue_months', 'permit_months', 'construction_months', 'equipment_months', 'queue_sigma', 'permit_sigma', 'construction_sigma', 'equipment_sigma', 'capex_shell_usd_per_w', 'capex_power_usd_per_w', 'capex_chips_usd_per_w', 'pue', 'dollar_year', 'latency_ms', 'completion']) {
    const i = at(c);
    const m = i < 0 ? NaN : median(from.map((r) => ((r[i] ?? '') === '' ? NaN : Number(r[i]))));
    if (Number.isFinite(m)) out[c] = String(Number(m.toPrecision(4)));
  }
  return out;
}

/** Used where the case has no site to learn from: the middle of the published leads and costs of the embedded case. */
const USUAL: Record<string, string> = { queue_months: '36', permit_months: '12', construction_months: '24', equipment_months: '24', capex_shell_usd_per_w: '3', capex_power_usd_per_w: '11', capex_chips_usd_per_w: '20', pue: '1.15' };

/** The form for a campus of the reader's own: it goes into a copy of the case, which is planned at once. */
export async function campusForm(ctx: BareContext, detail: CaseDetail): Promise<HTMLElement> {
  const table = (of: string): Promise<Kept> => api.caseCsv(of, FILE).catch((e: unknown) => { if (e instanceof Refusal && e.status === 404) return { text: '', version: null }; throw e; });
  const [{ text }, geo] = await Promise.all([table(detail.case.id), api.caseGeo(detail.case.id)]);
  const schema = new Map((detail.tables.find((t) => t.file === FILE)?.columns ?? []).map((c) => [c.name, c]));
  const file = new CsvFile(text || [...schema.values()].filter((c) => c.required).map((c) => c.name).join(',') + '\n');
  const money = typeof detail.settings?.['money_year'] === 'number' ? String(detail.settings['money_year']) : '2024';
  const target = Number(detail.settings?.['target_year']) || 2030;
  const fields: Field[] = [];
  const note = h('div', { role: 'status' });
  const zoneOf = (): string => String(fields.find((f) => f.column === 'zone')?.input.value ?? '');

  const add = (column: string, label: string, noteText: string, value: string, choices?: Array<[string, string]>): HTMLElement => {
    const id = 'campus-' + column;
    const said = h('small', { id: id + '-note' }, noteText);
    const input = choices ? h('select', { id, 'aria-describedby': said.id }, ...choices.map(([v, n]) => h('option', { value: v }, n))) : h('input', { id, value, autocomplete: 'off', 'aria-describedby': said.id, inputmode: schema.get(column)?.type === 'number' ? 'decimal' : null });
    if (choices) input.value = value;
    const f: Field = { column, label, note: noteText, value, input, said };
    input.addEventListener('input', () => check(f));
    fields.push(f);
    return h('label', { for: id }, label, input, said);
  };
  const check = (f: Field): boolean => {
    const fault = f.column === 'name' && f.input.value.trim() === '' ? 'must not be empty' : f.column === 'facility_mw' ? (Number(f.input.value) > 0 && Number.isFinite(Number(f.input.value)) ? '' : 'must be a number above 0') : cellFault(schema.get(f.column) as ColumnSchema | undefined, f.input.value);
    f.input.setAttribute('aria-invalid', String(fault !== ''));
    f.said.textContent = fault || f.note;
    f.said.className = fault ? 'bad' : '';
    return fault === '';
  };
  const refill = (): void => {
    const m = middles(file, zoneOf());
    for (const f of fields) if (m[f.column] !== undefined && f.input.value === f.value) { f.value = m[f.column] ?? ''; f.input.value = f.value; }
  };
  const m = middles(file, ctx.route.zone);
  const value = (c: string): string => m[c] ?? USUAL[c] ?? '';
  const zones: Array<[string, string]> = geo.zones.map((z) => [z.zone, z.name && z.name !== z.zone ? `${z.name} (${z.zone})` : z.zone]);
  const copyName = detail.case.writable ? detail.case.id : `${detail.case.id}-mine`.slice(0, 40);
  const main = h('div', { class: 'form' }, add('name', 'Name', 'as it will stand on the map', 'My campus'), add('zone', 'Zone', 'where it draws its power', ctx.route.zone || (zones[0]?.[0] ?? ''), zones),
    add('facility_mw', 'Size, MW at the meter', '1000 is 1 GW', '1000'), add('pin', 'What the plan must do', 'as soon as it can be, or only where it pays', 'build', [['build', 'Build it as soon as it can be'], ['free', 'Build it if it pays']]));
  fields.find((f) => f.column === 'zone')?.input.addEventListener('change', refill);
  const leads = h('details', {}, h('summary', {}, 'Steps and costs: the middle of the sites of this zone unless you change them'), h('div', { class: 'form' },
    ...([['queue_months', 'Grid queue, months'], ['permit_months', 'Permits, months'], ['construction_months', 'Construction, months'], ['equipment_months', 'Equipment, months'], ['capex_shell_usd_per_w', 'Shell, $ per IT W'], ['capex_power_usd_per_w', 'Power and cooling, $ per IT W'], ['capex_chips_usd_per_w', 'Chips, $ per IT W'], ['pue', 'PUE']] as const)
      .map(([c, l]) => add(c, l, 'months count from 2026-01-01'.repeat(c.endsWith('months') ? 1 : 0), value(c)))));
  const stages = Array.isArray(detail.settings?.['stages']) ? (detail.settings['stages'] as unknown[]).map(Number).filter(Number.isInteger) : [];
  // Two stages tell date, step and cost of a large case within minutes; the others follow when it is planned in full.
  const few = stages.length > 3 && stages.includes(target) && (stages[0] ?? target) < target ? [stages[0] ?? target, target] : undefined;
  const time = h('select', { id: 'campus-time' }, h('option', { value: 'reps:1' }, `coarse: 1 day a season${few ? ` of ${few.join(' and ')}` : ''}`), h('option', { value: 'reps:2' }, 'medium: 2 days, all stages'), h('option', { value: '' }, 'as the case says: slow on large cases'));
  time.value = detail.case.origin === 'example' || detail.files.length < 30 ? '' : 'reps:1';
  const go = h('button', { class: 'primary', id: 'campus-plan' }, 'Add it and plan');

  const submit = async (): Promise<void> => {
    if (!fields.map(check).every(Boolean)) {
      fields.find((f) => f.input.getAttribute('aria-invalid') === 'true')?.input.focus();
      return;
    }
    go.disabled = true;
    note.replaceChildren(h('p', { class: 'sub' }, 'Writing it into your copy of the case …'));
    const got = Object.fromEntries(fields.map((f) => [f.column, f.input.value.trim()]));
    const zone = geo.zones.find((z) => z.zone === got['zone']);
    const taken = new Set(file.rows.map((r) => r[file.columns.indexOf('campus')] ?? ''));
    const id = keyOf(got['name'] ?? '', taken);
    const pue = Number(got['pue']) || 1.1;
    const values: Record<string, string> = { ...USUAL, dollar_year: money, ...middles(file, got['zone'] ?? ''), ...got, campus: id, country: '', kind: 'announced', max_it_mw: String(Number((Number(got['facility_mw']) / pue).toPrecision(6))), completion: '1', ...place(zone, file, taken.size) };
    delete values['facility_mw'];
    const text_ = (f: CsvFile): string => { const c = new CsvFile(f.text); c.add(Object.fromEntries(Object.entries(values).filter(([k, v]) => v !== '' && (schema.has(k) || c.columns.includes(k))))); return c.written(); };
    try {
      let name = detail.case.id;
      if (!detail.case.writable) {
        name = copyName;
        const known = (await api.cases()).find((c) => c.id === name);
        if (!known) await api.copyCase(detail.case.id, name);
      }
      const read = await table(name);
      const base = read.text ? new CsvFile(read.text) : file;
      values['campus'] = keyOf(got['name'] ?? '', new Set(base.rows.map((r) => r[base.columns.indexOf('campus')] ?? '')));
      const kept = await api.putTable(name, FILE, text_(base), read);
      if (kept.faults.length > 0) throw new Refusal(422, 'The case has faults with it', null, kept.faults);
      const campus = 'campus:' + values['campus'];
      await startJob({ verb: 'plan', case: name, time: time.value || undefined, stages: time.value === 'reps:1' ? few : undefined, options: { max_seconds: 1200, full_year: time.value ? 'none' : undefined } }, ctx.run?.detail.run.kind === 'plan' ? ctx.run.id : '', (job) => { if (job.run) ctx.go({ screen: 'where', run: job.run, selected: campus, case: '', table: '', vs: '', levers: {}, year: null, zone: '' }); });
      note.replaceChildren(h('p', {}, `Planning ${name} with ${got['name']}. Its date, the step that decides and its cost open when the plan is ready.`));
    } catch (e) {
      go.disabled = false;
      const r = e instanceof Refusal ? e : null;
      note.replaceChildren(r ? faultList(r.faults.length > 0 ? r.faults : [{ file: FILE, line: 0, value: '', message: r.message, maybe: r.maybe }]) : h('p', {}, String(e)));
    }
  };
  return h('form', { class: 'card full', id: 'campus-form', novalidate: true, 'aria-labelledby': 'campus-form-title', onsubmit: (e: SubmitEvent) => { e.preventDefault(); void submit(); } },
    h('h2', { id: 'campus-form-title' }, 'Add a campus'), h('p', { class: 'sub' }, `It goes into ${detail.case.writable ? 'this case' : `your copy “${copyName}”; ${detail.case.name} itself stays as it is`}. The plan then says when it can be energised (by ${target}?), which step decides, and what it adds to the cost against the same years without new AI load.`),
    main, leads, h('div', { class: 'actions' }, h('label', { for: 'campus-time' }, 'Hours of the plan ', time), go), note);
}

/** Beside the middle of the zone, so that discs of one zone do not hide each other. */
function place(zone: Geo['zones'][number] | undefined, file: CsvFile, n: number): Record<string, string> {
  if (!zone || zone.latitude_deg === null || zone.longitude_deg === null) return {};
  const turn = n * 2.399963;
  const [lat, lon] = [zone.latitude_deg + 0.5 * Math.sin(turn), zone.longitude_deg + 0.6 * Math.cos(turn)];
  return file.columns.includes('latitude_deg') || file.rows.length === 0 ? { latitude_deg: sig(lat, 5).replace('\u2212', '-').replace('\u202f', ''), longitude_deg: sig(lon, 5).replace('\u2212', '-').replace('\u202f', '') } : {};
}
