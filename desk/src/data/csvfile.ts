import { csv, parseCsv } from './table';

/** A CSV file that is edited row by row: lines that nobody touched stay as they were written. */
export class CsvFile {
  readonly columns: string[];
  readonly rows: string[][];
  private readonly lines: string[];
  private readonly plain: boolean;
  readonly edited = new Set<number>();
  readonly removed = new Set<number>();
  readonly added: string[][] = [];

  constructor(readonly text: string) {
    const parsed = parseCsv(text);
    this.columns = parsed[0] ?? [];
    this.rows = parsed.slice(1).filter((r) => r.some((c) => c !== ''));
    this.lines = text.replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n');
    // One line is one row: otherwise (line breaks in cells, empty lines) the whole file is written anew.
    this.plain = this.lines.length === this.rows.length + 1;
  }

  get changed(): boolean {
    return this.edited.size > 0 || this.removed.size > 0 || this.added.length > 0;
  }

  /** Line of the file at which a row stands, the head being 1. */
  line(row: number): number {
    return row + 2;
  }

  set(row: number, column: number, value: string): void {
    const r = row < this.rows.length ? this.rows[row] : this.added[row - this.rows.length];
    if (!r) return;
    r[column] = value;
    if (row < this.rows.length) this.edited.add(row);
  }

  add(values: Record<string, string>): void {
    for (const name of Object.keys(values)) {
      if (this.columns.includes(name) || values[name] === '') continue;
      this.columns.push(name);
      this.rows.forEach((r, i) => { r.push(''); this.edited.add(i); });
    }
    this.added.push(this.columns.map((c) => values[c] ?? ''));
  }

  /** The file as it would be written. */
  written(): string {
    const kept = this.rows.map((r, i) => (this.removed.has(i) ? null : this.plain && !this.edited.has(i) ? (this.lines[i + 1] ?? '') : csv(r, []).replace(/\r\n$/, ''))).filter((l): l is string => l !== null);
    return [this.columns.join(','), ...kept, ...this.added.map((r) => csv(r, []).replace(/\r\n$/, ''))].join('\n') + '\n';
  }
}

/** A key made of a name, that no other row has. */
export function keyOf(name: string, taken: ReadonlySet<string>): string {
  const base = name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40) || 'campus';
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}_${n}`;
  return key;
}

export function median(values: number[]): number {
  const s = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (s.length === 0) return NaN;
  const m = Math.floor(s.length / 2);
  return s.length % 2 === 1 ? (s[m] ?? NaN) : ((s[m - 1] ?? 0) + (s[m] ?? 0)) / 2;
}
