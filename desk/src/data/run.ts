import { api } from './api';
import { Table } from './table';
import type { Dispatch, Geo, RunDetail } from './types';
import { UNKNOWN } from '../format';

export interface Binding {
  constraint: string;
  place: string;
  year: number;
  value: number;
  unit: string;
  words: string;
  /** What 1 % more of it is worth over the plan, 0 where the limit is no amount. */
  worth: number;
  worthUnit: string;
}

/** One run: its summary, and its tables as they are asked for. A run never changes, so nothing is asked twice. */
export class Run {
  private readonly loading = new Map<string, Promise<Table>>();
  private readonly tables = new Map<string, Table>();
  private map: Promise<Geo> | undefined;
  private readonly hours = new Map<string, Promise<Dispatch>>();

  private constructor(readonly id: string, readonly detail: RunDetail, private readonly names: ReadonlySet<string>) {}

  static async open(id: string): Promise<Run> {
    const [detail, tables] = await Promise.all([api.run(id), api.tables(id)]);
    return new Run(id, detail, new Set(tables.filter((t) => t.rows > 0).map((t) => t.name)));
  }

  /** Brings tables here; those that the run does not have are empty. */
  async load(...names: string[]): Promise<void> {
    await Promise.all(names.map((name) => {
      let p = this.loading.get(name);
      if (!p) {
        p = this.names.has(name) ? api.table(this.id, name) : Promise.resolve(Table.empty(name));
        this.loading.set(name, p);
        p.then((t) => this.tables.set(name, t), () => this.loading.delete(name));
      }
      return p;
    }));
  }

  /** Whether the run has rows of a table. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** A table that was loaded before. */
  table(name: string): Table {
    return this.tables.get(name) ?? Table.empty(name);
  }

  /** Rows of the plan's own timesteps. */
  plan(name: string): Table {
    return this.table(name).is('grid', 'plan');
  }

  /** Rows of the twin without new AI load. */
  twin(name: string): Table {
    return this.table(name).is('grid', 'no_ai');
  }

  geo(): Promise<Geo> {
    return (this.map ??= api.geo(this.id));
  }

  dispatch(parts: { grid?: string; year?: number; zone?: string; from?: number; to?: number }): Promise<Dispatch> {
    const key = JSON.stringify(parts);
    let p = this.hours.get(key);
    if (!p) {
      p = api.dispatch(this.id, parts);
      this.hours.set(key, p);
      p.catch(() => this.hours.delete(key));
      if (this.hours.size > 60) this.hours.delete(this.hours.keys().next().value as string);
    }
    return p;
  }

  get years(): number[] {
    return this.detail.has.years ?? this.detail.run.stages ?? [];
  }

  get targetYear(): number {
    return this.detail.run.target_year ?? this.years.at(-1) ?? 0;
  }

  /** The year to show: the asked one where the run has it, else the target year. */
  year(asked: number | null): number {
    if (asked !== null && this.years.includes(asked)) return asked;
    return this.years.includes(this.targetYear) ? this.targetYear : (this.years.at(-1) ?? this.targetYear);
  }

  get isNetwork(): boolean {
    return this.detail.run.kind === 'network';
  }

  get isFastest(): boolean {
    return this.detail.run.objective === 'fastest' || this.summary('objective') === 'fastest';
  }

  summary(...path: string[]): unknown {
    return path.reduce<unknown>((o, key) => (o !== null && typeof o === 'object' ? (o as Record<string, unknown>)[key] : undefined), this.detail.summary);
  }

  number(...path: string[]): number {
    const v = this.summary(...path);
    return typeof v === 'number' ? v : NaN;
  }

  setting(...path: string[]): unknown {
    return path.reduce<unknown>((o, key) => (o !== null && typeof o === 'object' ? (o as Record<string, unknown>)[key] : undefined), this.detail.manifest['settings']);
  }

  get moneyYear(): string {
    const y = this.setting('money_year');
    return typeof y === 'number' && y > 0 ? `real $ of ${y}` : "real $ of the case's money year";
  }

  /** AI load of a year in all zones, MW. */
  aiMw(year: number, column = 'energised_mw'): number {
    const rows = this.plan('ai').is('year', year);
    const all = rows.is('zone', '');
    const from = all.isEmpty ? rows : all;
    return from.isEmpty || !from.has(column) ? NaN : from.sum(column);
  }

  aiByZone(year: number, column = 'energised_mw'): Map<string, number> {
    return this.plan('ai').is('year', year).named('zone').by('zone', column);
  }

  prices(year: number, grid = 'plan'): Map<string, number> {
    return this.table('price_summary').is('grid', grid).is('year', year).named('zone').by('zone', 'total_usd_per_mwh');
  }

  /** Name of a zone without what stands in brackets. */
  zoneName(zone: string): string {
    const zones = this.table('zones');
    const row = zones.rows.find((r) => zones.text(r, 'zone') === zone);
    const name = row ? zones.text(row, 'name') : '';
    return (name || zone || UNKNOWN).replace(/ \(.*$/, '');
  }

  /** Binding constraints, the ones that matter most first. */
  bindings(): Binding[] {
    const t = this.plan('binding');
    const price = Number(this.setting('ai', 'shortfall_usd_per_kw_yr')) || 20000;
    const list = t.rows.map((r): Binding => ({
      constraint: t.text(r, 'constraint'), place: t.text(r, 'place'), year: t.number(r, 'year') || 0, value: t.number(r, 'shadow_value'),
      unit: t.text(r, 'unit'), words: t.text(r, 'words'), worth: t.number(r, 'worth_of_1_percent') || 0, worthUnit: t.text(r, 'worth_unit'),
    })).filter((b) => b.unit !== 'USD/kW-yr' || Math.abs(b.value) <= price * 1.001);
    if (this.isFastest) return list;
    const ai = (b: Binding): number => (b.constraint.startsWith('ai') ? 0 : 1);
    return list.sort((a, b) => ai(a) - ai(b) || b.worth - a.worth || Math.abs(b.value) - Math.abs(a.value));
  }

  /** The line below each chart. */
  source(table: string): string {
    return `table ${table}, run ${this.id.slice(0, 8)}, inputs ${this.detail.run.case} ${this.detail.run.case_hash.slice(0, 8)}`;
  }

  tableLinks(name: string): Array<{ name: string; href: string }> {
    return this.names.has(name) ? [{ name: 'Parquet', href: api.download(this.id, name + '.parquet') }] : [];
  }
}

const open = new Map<string, Promise<Run>>();

/** Runs that were opened stay open: going back is at once. */
export function runOf(id: string): Promise<Run> {
  let p = open.get(id);
  if (!p) {
    p = Run.open(id);
    open.set(id, p);
    p.catch(() => open.delete(id));
    if (open.size > 6) open.delete(open.keys().next().value as string);
  }
  return p;
}
