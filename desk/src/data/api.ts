import { Table, type Cell } from './table';
import type { Adequacy, CaseCard, CaseDetail, Claims, Comparison, Dispatch, Fault, Geo, GridCard, GridStudy, Job, JobRequest, LeverStudy, RunCard, RunDetail, Validation } from './types';

/** A refusal of the server in its own words. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string, readonly maybe: string | null = null, readonly faults: Fault[] = []) {
    super(message);
  }
}

async function answer(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { message?: string; maybe?: string | null; faults?: Fault[] };
  throw new Refusal(response.status, problem.message ?? `The server answered ${response.status}`, problem.maybe ?? null, problem.faults ?? []);
}

async function request(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new Refusal(0, 'The server does not answer', 'Start it again: ./loadstar serve');
  }
  return answer(response);
}

async function get<T>(path: string): Promise<T> {
  return (await (await request(path)).json()) as T;
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(path, { method, ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function query(parts: Record<string, string | number | null | undefined>): string {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(parts)) if (v !== null && v !== undefined && v !== '') q.set(k, String(v));
  const text = q.toString();
  return text ? '?' + text : '';
}

/** Nothing there is an answer too. */
async function maybe<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (e) {
    if (e instanceof Refusal && e.status === 404) return null;
    throw e;
  }
}

/** A file of a case and what tells this content from another. */
export interface Kept { text: string; version: string | null }

interface ColumnsAnswer { table: string; total: number; rows: number; columns: Array<{ name: string }>; values: Cell[][] }

function tableOf(a: ColumnsAnswer): Table {
  const rows: Cell[][] = [];
  for (let r = 0; r < a.rows; r++) rows.push(a.values.map((column) => column[r] ?? null));
  return new Table(a.table, a.columns.map((c) => c.name), rows, a.total);
}

export const api = {
  login: (token: string) => send<void>('POST', '/api/login', { token }),
  runs: async () => get<{ total: number; runs: RunCard[]; unreadable?: Array<{ name: string; message: string }> }>('/api/runs?limit=500'),
  run: (id: string) => get<RunDetail>(`/api/runs/${id}`),
  table: async (id: string, name: string, filter: Record<string, string | number> = {}) =>
    tableOf(await get<ColumnsAnswer>(`/api/runs/${id}/tables/${name}${query({ ...filter, limit: 50000 })}`)),
  tables: async (id: string) => (await get<{ tables: Array<{ name: string; rows: number }> }>(`/api/runs/${id}/tables`)).tables,
  dispatch: (id: string, parts: { grid?: string; year?: number; zone?: string; from?: number; to?: number }) => get<Dispatch>(`/api/runs/${id}/dispatch${query(parts)}`),
  geo: (id: string) => get<Geo>(`/api/runs/${id}/geo`),
  adequacy: (id: string) => maybe(get<Adequacy>(`/api/runs/${id}/adequacy`)),
  levers: (id: string) => maybe(get<LeverStudy>(`/api/runs/${id}/levers`)),
  download: (id: string, file: string) => `/api/runs/${id}/download/${file}`,
  compare: (a: string, b: string) => get<Comparison>(`/api/compare${query({ a, b })}`),
  cases: async () => (await get<{ cases: CaseCard[] }>('/api/cases')).cases,
  copyCase: (from: string, name: string) => send<CaseCard>('POST', '/api/cases', { from, name }),
  case: (name: string) => get<CaseDetail>(`/api/cases/${name}`),
  caseGeo: (name: string) => get<Geo>(`/api/cases/${name}/geo`),
  caseCsv: async (name: string, file: string): Promise<Kept> => {
    const response = await request(`/api/cases/${name}/tables/${file}?format=csv`);
    return { text: await response.text(), version: response.headers.get('ETag') };
  },
  /** Keeps a file if it is still as it was read: what another page has kept meanwhile is not written over. */
  putTable: async (name: string, file: string, text: string, read: Kept) =>
    (await (await request(`/api/cases/${name}/tables/${file}`, { method: 'PUT', headers: { 'Content-Type': file.endsWith('.yaml') ? 'application/yaml' : 'text/csv', ...(read.version ? { 'If-Match': read.version } : {}) }, body: text })).json()) as Validation,
  validate: (name: string, tables: Record<string, string>) => send<Validation>('POST', `/api/cases/${name}/validate`, { tables }),
  claims: (name: string) => get<Claims>(`/api/cases/${name}/claims`),
  grids: async () => (await get<{ grids: GridCard[] }>('/api/grids')).grids,
  putGrid: async (file: string, text: string) => (await (await request(`/api/grids/${encodeURIComponent(file)}`, { method: 'PUT', headers: { 'Content-Type': 'text/plain' }, body: text })).json()) as GridCard,
  gridStudy: (job: string) => get<{ files: GridStudy[] }>(`/api/jobs/${job}/result`),
  jobFile: (job: string, file: string) => `/api/jobs/${job}/files/${file}`,
  jobCsv: async (job: string, file: string) => (await request(`/api/jobs/${job}/files/${file}`)).text(),
  jobs: async () => (await get<{ jobs: Job[] }>('/api/jobs?limit=50')).jobs,
  job: (id: string) => get<Job>(`/api/jobs/${id}`),
  start: (job: JobRequest) => send<Job>('POST', '/api/jobs', job),
  stop: (id: string) => send<Job>('POST', `/api/jobs/${id}/stop`),
  rerun: (id: string) => send<Job>('POST', `/api/jobs/${id}/rerun`),
  cancel: (id: string) => send<Job>('DELETE', `/api/jobs/${id}`),
  events: (id: string) => new EventSource(`/api/jobs/${id}/events`),
};
