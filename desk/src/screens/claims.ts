import type { Context } from '../context';
import { ratios } from '../charts/ratios';
import { api, Refusal } from '../data/api';
import type { Claims } from '../data/types';
import { h } from '../dom';
import { plural } from '../format';
import { drawn } from '../charts/bars';
import { card, dataTable, emptyCard } from '../ui/card';
import { faultList } from '../ui/states';

const ORDER = ['wrong', 'differs', 'agrees', 'not checked'];

/** What others printed against what the case says: a dot per claim, the verdict as a word, the command that checks it. */
export async function claimsCard(ctx: Context): Promise<HTMLElement> {
  const id = ctx.run.detail.run.case_id;
  const command = `./loadstar claims ${id ?? 'CASE'}`;
  let claims: Claims | null = null;
  try {
    claims = id ? await api.claims(id) : null;
  } catch (e) {
    if (!(e instanceof Refusal) || e.faults.length === 0) throw e;
    const box = emptyCard('claims', 'The claims cannot be checked: the case has faults', 'Mend them in the Case screen.', command);
    box.append(faultList(e.faults));
    return box;
  }
  if (!claims || claims.claims.length === 0)
    return emptyCard('claims', 'No printed claims stand beside this case', id ? 'A case may bring a table claims.csv: statements of others with their figure and source.' : 'The case of this run is not on this server.', command);
  const list = [...claims.claims].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const checked = list.filter((c) => c.ours !== null && c.printed !== null && c.printed > 0 && c.ours > 0);
  const n = (v: string): number => claims?.verdicts[v] ?? 0;
  const title = `${plural(n('agrees'), 'claim')} of ${n('agrees') + n('differs') + n('wrong')} that can be recomputed ${n('agrees') === 1 ? 'agrees' : 'agree'}; ${n('differs')} ${n('differs') === 1 ? 'differs' : 'differ'}, ${n('wrong')} more than twofold`;
  const columns = ['claim', 'printed', 'ours', 'unit', 'verdict', 'source', 'command'];
  const rows = list.map((c) => [c.claim, c.printed, c.ours, c.unit, c.verdict, c.source, c.command]);
  return card({
    id: 'claims', title, subtitle: `Our figure over the printed one, log scale: 1 is what was printed; ${n('not checked')} claims have no formula and are in the table only`, span: 'full',
    chart: h('div', {}, checked.length > 0 ? drawn(title, (w) => ratios(title, checked.map((c) => ({ name: c.claim, printed: c.printed ?? NaN, ours: c.ours ?? NaN, unit: c.unit, verdict: c.verdict, words: `${c.id}: ${c.claim}. ${c.note ?? ''} Source: ${c.source}` })), w)) : null,
      h('details', {}, h('summary', {}, `All ${list.length} claims with source and command`), dataTable({ columns, rows }, title))),
    source: `claims.csv of ${id}; the figures of that case, not of the run`, twin: { columns, rows },
  });
}
