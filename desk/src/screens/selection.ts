import { yearCost } from '../answers';
import type { Context } from '../context';
import type { Geo, GeoCampus } from '../data/types';
import { type Child, h } from '../dom';
import { money, power, price, quarter, signed, sig, THIN, UNKNOWN, words, when } from '../format';
import { formatRoute } from '../route';

function facts(list: Array<[string, Child]>): HTMLElement {
  return h('dl', { class: 'facts' }, ...list.map(([k, v]) => h('div', {}, h('dt', {}, k), h('dd', {}, v))));
}

function panel(title: string, sub: string, ...children: Child[]): HTMLElement {
  return h('section', { class: 'card', id: 'selection', 'aria-labelledby': 'selection-title', 'aria-live': 'polite' }, h('h2', { id: 'selection-title' }, title), h('p', { class: 'sub' }, sub), ...children);
}

/** What a campus costs a year, and its energy in it. */
function yearly(ctx: Context, campus: string): string {
  const t = ctx.run.table('compute_costs').is('year', ctx.year).is('campus', campus);
  if (ctx.run.table('compute_costs').isEmpty) return 'n/a: the case has no table finance.csv';
  if (t.isEmpty) return 'n/a: it does not stand in this year';
  const energy = t.sum('energy_usd');
  const all = energy + t.sum('chips_usd') + t.sum('shell_usd') + t.sum('power_plant_usd');
  return `${money(all)}, of it power ${money(energy)}; ${sig(t.sum('usd_per_gpu_hour'))}${THIN}$ a GPU-hour`;
}

function campusPanel(ctx: Context, c: GeoCampus): HTMLElement {
  const { run, year } = ctx;
  const rows = run.plan('campus_power').is('year', year).is('campus', c.campus);
  const links = rows.rows.filter((r) => rows.number(r, 'energised_mw') > 0.5).map((r) => `${power(rows.number(r, 'energised_mw'))} ${rows.text(r, 'connection')}`);
  const built = Boolean(c.energised_p50);
  const extra = yearCost(run, 'plan', year) - yearCost(run, 'no_ai', year);
  return panel(`${c.name}: ${built ? `energised ${quarter(c.energised_p50)}` : 'not in this plan'}`, `${c.kind || 'campus'} in ${c.zone ? run.zoneName(c.zone) : c.country}, ${power(c.max_mw)} at full build`,
    facts([
      [`Stands in ${when(year)}`, links.length > 0 ? links.join(' + ') : '0' + THIN + 'MW'],
      ['Date, P50 and P90', built ? `${quarter(c.energised_p50)} and ${quarter(c.energised_p90)}` : UNKNOWN],
      ['Step that decides', c.binding_step ? words(c.binding_step) : UNKNOWN],
      ['Supply', c.supply ? c.supply.replace(/[a-z]+(_[a-z0-9]+)+/g, words) : UNKNOWN],
      ['Capital', money(c.capex_usd)],
      [`Cost a year, ${when(year)}`, yearly(ctx, c.campus)],
      ['All AI load against none', Number.isNaN(extra) ? UNKNOWN : `${signed(extra, money)} a year`],
    ]),
    c.why ? h('p', { class: 'binds' }, h('b', {}, 'Why: '), c.why) : null,
    h('div', { class: 'actions' }, h('a', { class: 'button', href: ctx.link({ screen: 'when', selected: 'campus:' + c.campus }) }, 'Its steps'),
      c.zone ? h('a', { class: 'button', href: ctx.link({ screen: 'supply', zone: c.zone }) }, 'Its zone by the hour') : null,
      h('button', { type: 'button', onclick: () => ctx.go({ selected: '' }) }, 'Clear')));
}

function zonePanel(ctx: Context, geo: Geo, zone: string): HTMLElement {
  const { run, year } = ctx;
  const ai = run.aiByZone(year).get(zone) ?? 0;
  const could = run.aiByZone(year, 'potential_mw').get(zone) ?? NaN;
  const now = run.prices(year).get(zone) ?? NaN;
  const twin = run.prices(year, 'no_ai').get(zone) ?? NaN;
  const cap = run.plan('capacity').is('year', year).is('zone', zone);
  const built = [...cap.by('technology', 'built_mw', words)].filter(([, v]) => v > 5).sort((a, b) => b[1] - a[1]).slice(0, 3);
  const sites = geo.campuses.filter((c) => c.zone === zone && (c.planned_mw ?? 0) > 0.5).sort((a, b) => (b.planned_mw ?? 0) - (a.planned_mw ?? 0));
  const name = run.zoneName(zone);
  return panel(`${name} takes ${power(ai)} in ${when(year)}`, zone,
    facts([
      ['New AI load', Number.isNaN(could) ? power(ai) : `${power(ai)} of ${power(could)} that could be ready`],
      ['Price', Number.isNaN(twin) ? price(now) : `${price(now)}, ${signed(now - twin, (v) => sig(v, 2))} by AI`],
      [`Built for ${when(year)}`, built.length > 0 ? built.map(([k, v]) => `${k} ${power(v)}`).join(', ') : 'nothing'],
      ['Binds', run.bindings().find((b) => b.year === year && b.place.split(/[ ,]/).includes(zone))?.words ?? 'nothing of this zone alone'],
      ['Campuses planned', sites.length === 0 ? 'none' : h('span', {}, ...sites.slice(0, 6).flatMap((c, i) => [i > 0 ? ', ' : null, h('a', { href: ctx.link({ selected: 'campus:' + c.campus }) }, c.name), ` ${power(c.planned_mw)}`]))],
    ]),
    h('div', { class: 'actions' }, h('a', { class: 'button', href: ctx.link({ screen: 'supply', zone }) }, 'By the hour'),
      h('a', { class: 'button', href: formatRoute({ screen: 'case', run: run.id, case: run.detail.run.case_id ?? '', table: 'campuses.csv', selected: 'new', zone }) }, 'Add a campus here'),
      h('button', { type: 'button', onclick: () => ctx.go({ selected: '', zone: '' }) }, 'Clear')));
}

/** Facts of what is chosen on the map; without a choice the campuses by size. */
export function selection(ctx: Context, geo: Geo): HTMLElement {
  const [kind, id] = [ctx.route.selected.split(':')[0], ctx.route.selected.slice(ctx.route.selected.indexOf(':') + 1)];
  const campus = kind === 'campus' ? geo.campuses.find((c) => c.campus === id) : undefined;
  if (campus) return campusPanel(ctx, campus);
  const zone = kind === 'zone' ? id : ctx.route.zone;
  if (zone && geo.zones.some((z) => z.zone === zone)) return zonePanel(ctx, geo, zone);
  const planned = geo.campuses.filter((c) => (c.planned_mw ?? 0) > 0.5).sort((a, b) => (b.planned_mw ?? 0) - (a.planned_mw ?? 0));
  if (planned.length === 0) return panel('Nothing is chosen', 'Choose a zone or a campus on the map.');
  const first = planned[0];
  return panel(`${first?.name ?? ''} is the largest campus, ${power(first?.planned_mw)}`, `Campuses planned by ${ctx.run.targetYear}; choose one for its facts`,
    h('ul', { class: 'legend' }, ...planned.slice(0, 8).map((c) => h('li', { style: { width: '100%', 'justify-content': 'space-between' } }, h('a', { href: ctx.link({ selected: 'campus:' + c.campus }) }, c.name), h('span', { class: 'num' }, `${power(c.planned_mw)} · ${quarter(c.energised_p50)}`)))),
    planned.length > 8 ? h('p', { class: 'sub' }, h('a', { href: ctx.link({ screen: 'when' }) }, `All ${planned.length} with their steps`)) : null);
}
