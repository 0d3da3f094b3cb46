import type { Context, View } from '../context';
import { paidCosts, yearCost } from '../answers';
import { barChart, drawn, waterfall, type Step } from '../charts/bars';
import { sankey, type Payment } from '../charts/sankey';
import type { Run } from '../data/run';
import { falling } from '../data/table';
import { h, type Child } from '../dom';
import { capital, money, percent, signed, sig, words, when } from '../format';
import { card, emptyCard } from '../ui/card';
import { startJob } from '../ui/jobs';
import { toast } from '../ui/toast';

const PARTIES: Record<string, string> = {
  developer: 'developers', lender: 'lenders', hyperscaler: 'hyperscalers', ratepayer: 'ratepayers', incumbent: 'incumbent generators', network_owner: 'network owners', equipment_maker: 'equipment makers', chip_maker: 'chip makers',
  supplier: 'suppliers', state: 'the states', federal: 'the federal government', fund: 'the public fund', ally: 'allies', abroad: 'abroad',
};

/** A party as a sentence names it. */
export function party(name: string): string {
  return PARTIES[name.replace(/[ -]/g, '_')] ?? words(name);
}

/** Payments of a calendar year between parties, USD. */
function payments(run: Run, year: number): Payment[] {
  const t = run.table('transfers').is('year', year);
  const sums = new Map<string, Payment>();
  for (const r of t.rows) {
    const [payer, payee, category, usd] = [t.text(r, 'payer'), t.text(r, 'payee'), t.text(r, 'category'), t.number(r, 'cents') / 100];
    if (!(usd > 0)) continue;
    const key = [payer, payee, category].join('\t');
    const p = sums.get(key);
    if (p) p.usd += usd;
    else sums.set(key, { payer, payee, category, usd });
  }
  return [...sums.values()];
}

/** Net of each party, above 0 gains. */
function nets(list: Payment[]): Map<string, number> {
  const net = new Map<string, number>();
  for (const p of list) {
    net.set(p.payer, (net.get(p.payer) ?? 0) - p.usd);
    net.set(p.payee, (net.get(p.payee) ?? 0) + p.usd);
  }
  return net;
}

/** A calendar year that has payments, the asked one if it does. */
function moneyYear(run: Run, year: number): number {
  const years = run.table('transfers').numbers('year');
  return years.includes(year) ? year : (years.filter((y) => y <= year).at(-1) ?? years[0] ?? year);
}

/** The largest flows for the picture; the rest is added up by category so that it stays readable. */
function readable(list: Payment[]): Payment[] {
  const big = [...list].sort((a, b) => b.usd - a.usd);
  const all = big.reduce((a, p) => a + p.usd, 0);
  return big.filter((p, i) => i < 28 && p.usd > all * 0.004);
}

function sankeyCard(ctx: Context, year: number): HTMLElement {
  const { run } = ctx;
  const list = payments(run, year);
  if (list.length === 0) {
    const can = !run.isNetwork;
    const box = emptyCard('sankey', 'Who pays whom is not worked out for this run', run.isNetwork ? 'A network case has no ledger of parties.' : 'The ledger follows every dollar between developers, lenders, hyperscalers, ratepayers and the public purse.', can ? `./loadstar ledger ${run.detail.run.name}` : '');
    if (can) box.append(h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: () => {
      startJob({ verb: 'ledger', run: run.id }, '', () => location.reload()).catch((e: unknown) => toast(e instanceof Error ? e.message : String(e)));
    } }, 'Work it out now')));
    return box;
  }
  const shown = readable(list);
  const left = list.length - shown.length;
  const chosen = ctx.route.selected.startsWith('party:') ? ctx.route.selected.slice(6) : '';
  const top = [...nets(list)].sort((a, b) => a[1] - b[1])[0];
  const heading = top ? `On balance most comes from ${party(top[0])}, ${money(-top[1])} in ${when(year)}` : `Payments of ${when(year)}`;
  const columns = ['payer', 'payee', 'category', 'USD'];
  const data = [...list].sort((a, b) => b.usd - a.usd).map((p) => [p.payer, p.payee, p.category, p.usd]);
  return card({
    id: 'sankey', title: heading, subtitle: `Payments: payer left, instrument, payee right; ${run.moneyYear}, ${when(year)}${left > 0 ? `; ${left} small ones are in the table only` : ''}. Press a party to colour its flows`, span: 'full',
    chart: h('div', {}, h('div', { class: 'broad' }, drawn(heading, (w) => sankey(heading, shown, chosen, party, (name) => ctx.go({ selected: name ? 'party:' + name : '' }), w))),
      h('div', { class: 'narrow-only' }, h('ul', { class: 'words' }, ...shown.slice(0, 12).map((p) => h('li', {}, `${capital(party(p.payer))} to ${party(p.payee)}: `, h('b', {}, money(p.usd)), ` (${words(p.category)})`))))),
    source: run.source('transfers'), twin: { columns, rows: data }, tableLinks: run.tableLinks('transfers'),
  });
}

function partyCard(ctx: Context, year: number): HTMLElement | null {
  const { run } = ctx;
  const list = payments(run, year);
  if (list.length === 0) return null;
  const net = nets(list);
  const order = [...net].sort((a, b) => b[1] - a[1]);
  const paid = new Map<string, number>();
  const got = new Map<string, number>();
  for (const p of list) {
    paid.set(p.payer, (paid.get(p.payer) ?? 0) + p.usd);
    got.set(p.payee, (got.get(p.payee) ?? 0) + p.usd);
  }
  const parties = run.table('parties');
  const of = (name: string, column: string): number => {
    const r = parties.rows.find((x) => parties.text(x, 'party') === name);
    return r ? parties.number(r, column) : NaN;
  };
  const sum = order.reduce((a, [, v]) => a + v, 0);
  const zero = Math.abs(sum) < 1;
  const heading = `From ${party(order.at(-1)?.[0] ?? '')} to ${party(order[0]?.[0] ?? '')}: all payments of ${when(year)} sum to ${zero ? '0' : money(sum)}`;
  const table = h('table', {}, h('caption', {}, heading),
    h('thead', {}, h('tr', {}, ...['party', 'pays', 'gets', 'net', 'worth today (NPV)', 'IRR'].map((c, i) => h('th', { scope: 'col', class: i > 0 ? 'num' : null }, c)))),
    h('tbody', {}, ...order.map(([name, v]) => h('tr', {}, h('th', { scope: 'row' }, party(name)), h('td', { class: 'num' }, money(paid.get(name) ?? 0)), h('td', { class: 'num' }, money(got.get(name) ?? 0)), h('td', { class: 'num' }, signed(v, money)),
      h('td', { class: 'num' }, Number.isNaN(of(name, 'npv_usd')) ? 'n/a' : signed(of(name, 'npv_usd'), money)), h('td', { class: 'num' }, Number.isNaN(of(name, 'irr')) ? '' : percent(of(name, 'irr')))))),
    h('tfoot', {}, h('tr', { class: 'sum' }, h('th', { scope: 'row' }, 'sum'), h('td', { class: 'num' }, money([...paid.values()].reduce((a, v) => a + v, 0))), h('td', { class: 'num' }, money([...got.values()].reduce((a, v) => a + v, 0))), h('td', { class: 'num', 'data-sum': true }, zero ? '0' : money(sum)), h('td', {}), h('td', {}))));
  return card({ id: 'parties', title: heading, subtitle: `Per party, ${run.moneyYear}, ${when(year)}; NPV over the plan`, chart: h('div', { class: 'scroll whole', tabindex: 0, role: 'region', 'aria-label': 'Table: ' + heading }, table), source: run.source('transfers, parties'),
    twin: { columns: ['party', 'pays USD', 'gets USD', 'net USD', 'NPV USD', 'IRR'], rows: [...order.map(([p, v]) => [p, paid.get(p) ?? 0, got.get(p) ?? 0, v, of(p, 'npv_usd'), of(p, 'irr')]), ['sum', 0, 0, sum, null, null]] } });
}

function npvCard(ctx: Context): HTMLElement | null {
  const parties = ctx.run.table('parties');
  const list = parties.rows.map((r) => [parties.text(r, 'party'), parties.number(r, 'npv_usd')] as const).filter(([, v]) => Math.abs(v) > 5e5).sort((a, b) => b[1] - a[1]);
  if (list.length === 0) return null;
  const heading = `Over the plan most goes to ${party(list[0]?.[0] ?? '')}, ${money(list[0]?.[1])} of present value`;
  return card({ id: 'npv', title: heading, subtitle: `Net present value per party, ${ctx.run.moneyYear}, $bn`, chart: drawn(heading, (w) => barChart(heading, list.map(([p, v]) => ({ name: capital(party(p)), value: v / 1e9, figure: signed(v, money), css: v < 0 ? 'less' : 'more-fill' })), w)),
    source: ctx.run.source('parties'), twin: { columns: ['party', 'NPV USD'], rows: list.map(([p, v]) => [p, v]) } });
}

function costCard(ctx: Context): HTMLElement {
  const { run, year } = ctx;
  const plan = paidCosts(run.plan('costs'), year);
  const twin = paidCosts(run.twin('costs'), year);
  if (plan.size === 0) return emptyCard('cost', 'No costs in this run', 'The table costs is empty: the run stopped before it had a plan.');
  if (twin.size === 0) {
    const order = falling(plan);
    const heading = `${capital(words(order[0] ?? ''))} is the largest cost, ${money(plan.get(order[0] ?? ''))} in ${when(year)}`;
    return card({ id: 'cost', title: heading, subtitle: `System cost a year by category, ${run.moneyYear}, ${when(year)}; this run has no twin without new AI load`, chart: drawn(heading, (w) => barChart(heading, order.map((k) => ({ name: words(k), value: (plan.get(k) ?? 0) / 1e9, figure: money(plan.get(k)) })), w)),
      source: run.source('costs'), twin: { columns: ['category', 'USD a year'], rows: order.map((k) => [k, plan.get(k) ?? 0]) } });
  }
  const change = new Map<string, number>(plan);
  twin.forEach((v, k) => change.set(k, (change.get(k) ?? 0) - v));
  const [start, end] = [[...twin.values()].reduce((a, v) => a + v, 0), [...plan.values()].reduce((a, v) => a + v, 0)];
  const order = [...change].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const big = order.filter(([, v], i) => i < 10 && Math.abs(v) > 0.002 * Math.abs(end - start));
  const rest = order.filter((x) => !big.includes(x)).reduce((a, [, v]) => a + v, 0);
  const steps: Step[] = big.map(([k, v]) => ({ name: words(k), value: v / 1e9 }));
  if (Math.abs(rest) > 1e3) steps.push({ name: `${order.length - big.length} smaller`, value: rest / 1e9 });
  const closes = Math.abs(steps.reduce((a, t) => a + t.value, start / 1e9) - end / 1e9) < 1e-6 * Math.max(1, Math.abs(end / 1e9));
  const heading = `New AI load ${end >= start ? 'adds' : 'takes off'} ${money(Math.abs(end - start))} a year in ${when(year)}${big[0] ? `; ${money(Math.abs(big[0][1]))} is ${words(big[0][0])}` : ''}`;
  return card({ id: 'cost', title: heading, subtitle: `System cost a year by category, the plan against its twin without new AI load, $bn, ${run.moneyYear}, ${when(year)}, plan's hours; ${closes ? 'bars sum to the total' : 'bars do NOT sum to the total'}`, span: 'wide',
    chart: drawn(heading, (w) => waterfall(heading, { name: 'without new AI load', value: start / 1e9 }, steps, 'with new AI load', (v) => `$${sig(Math.abs(v))}\u202fbn`, w)), source: run.source('costs'),
    twin: { columns: ['category', 'without USD', 'with USD', 'change USD'], rows: [...order.map(([k, v]) => [k, twin.get(k) ?? 0, plan.get(k) ?? 0, v]), ['sum', start, end, end - start]] } });
}

function capitalCard(ctx: Context): HTMLElement | null {
  const t = ctx.run.table('campuses').where((r) => (ctx.run.table('campuses').number(r, 'planned_mw') || 0) > 0.5);
  const total = t.sum('capex_usd');
  if (!(total > 0)) return null;
  const list = t.rows.map((r) => [t.text(r, 'name'), t.number(r, 'capex_usd'), t.number(r, 'planned_mw')] as const).sort((a, b) => b[1] - a[1]);
  const heading = `The planned campuses cost ${money(total)} in capital, ${money(total / t.sum('planned_mw') / 1e6)} a watt`;
  return card({ id: 'campus-capital', title: heading, subtitle: `Capital of campuses planned by ${ctx.run.targetYear}, chips included, ${ctx.run.moneyYear}`, chart: drawn(heading, (w) => barChart(heading, list.slice(0, 12).map(([n, v]) => ({ name: n, value: v / 1e9, figure: money(v) })), w)),
    source: ctx.run.source('campuses'), twin: { columns: ['campus', 'capital USD', 'planned MW'], rows: list.map((x) => [...x]) } });
}

export async function moneyScreen(ctx: Context): Promise<View> {
  const { run, year } = ctx;
  await run.load('transfers', 'parties', 'campuses');
  const at = moneyYear(run, year);
  const list = payments(run, at);
  const extra = yearCost(run, 'plan', year) - yearCost(run, 'no_ai', year);
  let title = Number.isNaN(extra) ? `The system costs ${money(yearCost(run, 'plan', year))} in ${when(year)}` : `New AI load ${extra >= 0 ? 'adds' : 'saves'} ${money(Math.abs(extra))} a year by ${when(year)}`;
  if (list.length > 0) {
    const net = nets(list);
    const rate = [...net].find(([p]) => /ratepayer/.test(p));
    const top = [...net].sort((a, b) => b[1] - a[1])[0];
    title = rate && Math.abs(rate[1]) > 1e6 ? `Ratepayers ${rate[1] < 0 ? 'pay' : 'gain'} ${money(Math.abs(rate[1]))} on balance in ${at}${top && top[0] !== rate[0] ? `; most goes to ${party(top[0])}, ${money(top[1])}` : ''}` : top ? `On balance most goes to ${party(top[0])} in ${at}, ${money(top[1])}` : title;
  }
  const note: Child = list.length > 0 && at !== year ? h('span', { class: 'chip quiet' }, `payments of ${at}, the nearest year of the ledger`) : null;
  return { title, tiles: true, yearbar: true, chips: [note], body: [h('div', { class: 'cards' }, sankeyCard(ctx, at), partyCard(ctx, at), npvCard(ctx), costCard(ctx), capitalCard(ctx))] };
}
