/** What the server says: the schemas of its OpenAPI document that the desk reads. */

export type Figure = number | null;

export interface Fault { file: string; line: number; value: string; message: string; maybe: string | null }

export interface RunCard {
  id: string;
  name: string;
  kind: 'plan' | 'network' | 'levers' | 'sweep';
  case: string;
  case_id?: string | null;
  case_hash: string;
  result_hash: string | null;
  created: string;
  age_seconds?: number;
  status: string | null;
  gap: Figure;
  gap_decision?: Figure;
  ai_gw: Figure;
  objective?: string | null;
  objective_usd: Figure;
  emissions_t?: Figure;
  target_year: number | null;
  stages?: number[];
  time?: string;
  seconds: Figure;
  certificate_ok?: boolean | null;
  set: string[];
  scenario?: string[];
  levers: Record<string, number>;
  command?: string;
}

export interface RunDetail {
  run: RunCard;
  summary: Record<string, unknown>;
  manifest: Record<string, unknown>;
  has: { ledger?: boolean; adequacy?: boolean; levers?: boolean; full_year?: number[]; years?: number[]; zones?: string[] };
}

export interface GeoZone { zone: string; name: string; country: string; region?: string; longitude_deg: Figure; latitude_deg: Figure }

export interface GeoCampus {
  campus: string;
  name: string;
  zone: string;
  country: string;
  kind?: string;
  longitude_deg: Figure;
  latitude_deg: Figure;
  max_mw: Figure;
  planned_mw?: Figure;
  energised_p50?: string;
  energised_p90?: string;
  binding_step?: string;
  capex_usd?: Figure;
  supply?: string;
  why?: string;
}

export interface Geo {
  zones: GeoZone[];
  outlines: GeoJSON.FeatureCollection<GeoJSON.Geometry, { zone: string }> | null;
  campuses: GeoCampus[];
  ties: Array<{ line: string; from_zone: string; to_zone: string }>;
}

export interface Dispatch {
  grid: string;
  year: number;
  zone: string | null;
  from: number;
  to: number;
  hour: number[];
  hours: number[];
  weight: number[];
  generation: Array<{ technology: string; kind?: string | null; power_mw: Figure[] }>;
  storage: Array<{ technology: string; charge_mw: Figure[]; level_mwh: Figure[] }>;
  export_mw?: Figure[];
  trade_mw?: Figure[];
  load_mw: Figure[];
  ai_mw: Figure[];
  unserved_mw: Figure[];
  price_usd_per_mwh: Figure[];
  spans: Array<[number, number]>;
  years: number[];
}

export interface Estimate { value: Figure; standard_error?: Figure }

export interface Adequacy {
  lole_days: Estimate;
  lolh?: Estimate;
  eue_mwh: Estimate;
  neue_ppm?: Estimate;
  by_zone?: Record<string, Record<string, Estimate | number>>;
  samples?: number;
  weather_years?: number[] | number;
  year?: number;
  [more: string]: unknown;
}

export interface LeverWorth { shapley: Figure; low: Figure; high: Figure; first_in: Figure; last_in: Figure; distinguishable: boolean }

export interface LeverStudy {
  metric: string;
  resolution?: string;
  values: Record<string, LeverWorth>;
  interactions?: Record<string, unknown> | unknown[];
  total?: Figure | Record<string, Figure>;
  sum_check?: unknown;
  run_id?: string;
  [more: string]: unknown;
}

export interface Comparison { a: RunCard; b: RunCard; changed_inputs: Record<string, { a: unknown; b: unknown }>; delta: Record<string, unknown> }

export interface CaseCard {
  id: string;
  name: string;
  description?: string;
  origin: 'installed' | 'example' | 'workspace';
  kind: string;
  writable: boolean;
  copied_from?: string | null;
}

export interface ColumnSchema {
  name: string;
  type: 'integer' | 'number' | 'text' | 'flag' | 'date';
  unit?: string | null;
  description?: string;
  required: boolean;
  default?: string | null;
  minimum?: Figure;
  maximum?: Figure;
  allowed?: string[];
  references?: string | null;
  key?: boolean;
}

export interface LeverInfo {
  name: string;
  description: string;
  group: string;
  quality?: string;
  source?: string;
  unit: string;
  start?: string;
  lag_months?: number;
  in_force?: string;
  default: number;
  values: Array<{ path: string; off: string; low: string; middle: string; high: string }>;
}

export interface CaseDetail {
  case: CaseCard;
  files: Array<{ file: string; bytes: number; table: boolean }>;
  tables: Array<{ file: string; description?: string; present: boolean; columns: ColumnSchema[] }>;
  settings: Record<string, unknown> | null;
  scenarios: Record<string, string[]>;
  scenario_files: Array<{ name: string; description?: string }>;
  levers: LeverInfo[];
}

export interface Claims {
  claims: Array<{ id: string; claim: string; source: string; printed: Figure; ours: Figure; unit: string; verdict: string; note?: string; command: string }>;
  verdicts: Record<string, number>;
}

export interface GridCard { file: string; bytes: number; origin: 'example' | 'workspace' }

export interface LostLoad { events: number; mean_mw: number; standard_error_mw: number; p95_mw: number; p99_mw: number; max_mw: number; mean_tripped: number; histogram: Array<{ below_share: number; events: number }> }

export interface GridOutage { kind: string; outage: string; overloads: number; worst_branch: string | null; loading: Figure; flow_mw: Figure; cut_buses: number; unserved_mw: number }

export interface GridRoom { bus: string; mw: number; intact_mw: number; bound: string; branch: string | null; outage: string | null; radial: boolean }

export interface GridStudy {
  file: string;
  name: string;
  buses: number;
  branches: number;
  generators: number;
  load_mw: number;
  dispatch: string;
  dispatch_note: string | null;
  objective_usd_per_h: Figure;
  unserved_mw: number;
  reserve_mw: number;
  violations: Array<{ branch: string; loading: number }>;
  islands: number;
  n_1: { outages: number; critical: number; overloads: number; dividing: number; unserved_max_mw: number; worst: GridOutage[] } | null;
  hosting: { median_mw: number; max_mw: number; without_room: number; slack: string | null; buses: GridRoom[] } | null;
  cascade: LostLoad | null;
  attack: Record<string, LostLoad>;
  plan?: GridPlan | null;
  unfinished?: string[];
}

export interface Increments { usd: number; unserved_mw: number; overload_mw: number; increments: Array<{ branch: string; mw: number; usd: number }> }

export interface GridPlan {
  year: number;
  placed_mw: number;
  missing: Array<{ id: string; zone: string; mw: number }>;
  campuses: Array<{ id: string; bus: string; mw: number }>;
  after: GridStudy;
  reinforcement: Increments | null;
  reinforcement_n_1: Increments | null;
}

export interface Validation { faults: Fault[]; warnings: Fault[]; version?: string }

export interface Progress { seconds: number; stage: string; done: Figure; lower: Figure; upper: Figure; gap: Figure; eta_seconds: Figure }

export type JobState = 'queued' | 'running' | 'done' | 'infeasible' | 'stopped' | 'refused' | 'failed' | 'cancelled' | 'interrupted';

export interface JobRequest {
  verb: 'plan' | 'levers' | 'adequacy' | 'ledger' | 'compare' | 'grid';
  grid?: string;
  case?: string;
  run?: string;
  vs?: string;
  places?: Array<{ place: string; bus: string; share?: number }>;
  set?: string[];
  levers?: Record<string, string | number>;
  scenario?: string[];
  time?: string;
  stages?: number[];
  name?: string;
  options?: Record<string, unknown>;
}

export interface Job {
  id: string;
  verb: string;
  state: JobState;
  created: string;
  started: string | null;
  ended: string | null;
  request: JobRequest;
  position: number | null;
  progress: Progress | null;
  run: string | null;
  exit: number | null;
  message: string | null;
  faults?: Fault[];
  command: string;
}
