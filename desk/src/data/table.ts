/** A result table in memory: rows of cells under named columns, with the few questions that screens ask. */

export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

export class Table {
  private readonly index: ReadonlyMap<string, number>;

  constructor(readonly name: string, readonly columns: readonly string[], readonly rows: readonly Row[], readonly total = rows.length) {
    this.index = new Map(columns.map((c, i) => [c, i]));
  }

  static empty(name: string): Table {
    return new Table(name, [], []);
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  has(column: string): boolean {
    return this.index.has(column);
  }

  cell(row: Row, column: string): Cell {
    const i = this.index.get(column);
    return i === undefined ? null : (row[i] ?? null);
  }

  /** Text of a cell, empty where it is absent. */
  text(row: Row, column: string): string {
    const v = this.cell(row, column);
    return v === null ? '' : String(v);
  }

  /** Number of a cell, NaN where it is absent. */
  number(row: Row, column: string): number {
    const v = this.cell(row, column);
    return v === null || v === '' ? NaN : Number(v);
  }

  where(keep: (row: Row) => boolean): Table {
    return new Table(this.name, this.columns, this.rows.filter(keep));
  }

  is(column: string, value: Cell): Table {
    const i = this.index.get(column);
    if (i === undefined) return this;
    const wanted = value === null ? '' : String(value);
    return this.where((r) => String(r[i] ?? '') === wanted);
  }

  /** Rows with something in the column. */
  named(column: string): Table {
    return this.where((r) => this.text(r, column) !== '');
  }

  sum(column: string): number {
    return this.rows.reduce((a, r) => a + (this.number(r, column) || 0), 0);
  }

  /** Sums of a column by another one, in the order of first sight. */
  by(key: string, column: string, rename: (k: string) => string = (k) => k): Map<string, number> {
    const out = new Map<string, number>();
    for (const r of this.rows) {
      const v = this.number(r, column);
      if (Number.isNaN(v)) continue;
      const k = rename(this.text(r, key));
      out.set(k, (out.get(k) ?? 0) + v);
    }
    return out;
  }

  /** Distinct numbers of a column, ascending. */
  numbers(column: string): number[] {
    return [...new Set(this.rows.map((r) => this.number(r, column)).filter((v) => !Number.isNaN(v)))].sort((a, b) => a - b);
  }

  /** Distinct texts of a column, in the order of first sight. */
  texts(column: string): string[] {
    return [...new Set(this.rows.map((r) => this.text(r, column)))];
  }

  sorted(column: string, falling = true): Table {
    const sign = falling ? -1 : 1;
    return new Table(this.name, this.columns, [...this.rows].sort((a, b) => sign * ((this.number(a, column) || 0) - (this.number(b, column) || 0))));
  }
}

/** Keys of a map, largest value first. */
export function falling(m: ReadonlyMap<string, number>): string[] {
  return [...m.entries()].sort((a, b) => b[1] - a[1]).map(([k]) => k);
}

/** CSV of cells, RFC 4180. */
export function csv(columns: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string {
  const quote = (v: Cell): string => {
    const text = v === null ? '' : String(v);
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  return [columns.map(quote).join(','), ...rows.map((r) => r.map(quote).join(','))].join('\r\n') + '\r\n';
}

/** Rows of CSV text, quotes understood; the last line break makes no row. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text.charAt(i + 1) === '"') { cell += '"'; i++; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) { row.push(cell); rows.push(row); }
  return rows;
}
