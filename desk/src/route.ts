/** Where the desk stands: `#/SCREEN?run=..&vs=..&y=2030&zone=TX&sel=campus:12&t=4320-4488&set=smr:on`. Every view has an address. */

export const SCREENS = ['where', 'when', 'supply', 'money', 'levers', 'holds', 'compare', 'sources', 'runs', 'case', 'grid'] as const;
export type ScreenId = (typeof SCREENS)[number];

export interface Route {
  screen: ScreenId;
  run: string;
  vs: string;
  year: number | null;
  zone: string;
  /** `campus:ID`, `zone:ID`, `party:NAME`. */
  selected: string;
  /** Hours shown on the time charts. */
  hours: [number, number] | null;
  /** Levers of a draft: name to state. */
  levers: Record<string, string>;
  /** A case and one of its tables in the editor. */
  case: string;
  table: string;
  job: string;
}

const EMPTY: Route = { screen: 'where', run: '', vs: '', year: null, zone: '', selected: '', hours: null, levers: {}, case: '', table: '', job: '' };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = SCREENS.find((s) => s === path) ?? 'where';
  const q = new URLSearchParams(query);
  const year = Number(q.get('y'));
  const t = /^(\d{1,4})-(\d{1,4})$/.exec(q.get('t') ?? '');
  const hours: [number, number] | null = t && Number(t[1]) < Number(t[2]) && Number(t[2]) <= 8760 ? [Number(t[1]), Number(t[2])] : null;
  const levers: Record<string, string> = {};
  for (const pair of (q.get('set') ?? '').split(',')) {
    const [name, state] = pair.split(':', 2);
    if (name && state && /^[a-z0-9_]+$/.test(name) && /^(on|off|\d+(\.\d+)?)$/.test(state)) levers[name] = state;
  }
  return {
    screen,
    run: q.get('run') ?? '',
    vs: q.get('vs') ?? '',
    year: Number.isInteger(year) && year > 1900 && year < 2200 ? year : null,
    zone: q.get('zone') ?? '',
    selected: q.get('sel') ?? '',
    hours,
    levers,
    case: q.get('case') ?? '',
    table: q.get('table') ?? '',
    job: q.get('job') ?? '',
  };
}

export function formatRoute(route: Partial<Route>): string {
  const r = { ...EMPTY, ...route };
  const parts: Array<[string, string]> = [];
  const put = (key: string, value: string | null): void => {
    if (value) parts.push([key, value]);
  };
  put('run', r.run);
  put('vs', r.vs);
  put('y', r.year === null ? null : String(r.year));
  put('zone', r.zone);
  put('sel', r.selected);
  put('t', r.hours && `${r.hours[0]}-${r.hours[1]}`);
  put('set', Object.entries(r.levers).map(([k, v]) => `${k}:${v}`).join(','));
  put('case', r.case);
  put('table', r.table);
  put('job', r.job);
  const query = parts.map(([k, v]) => `${k}=${encodeURIComponent(v).replace(/%3A/g, ':').replace(/%2C/g, ',')}`).join('&');
  return `#/${r.screen}${query ? '?' + query : ''}`;
}
