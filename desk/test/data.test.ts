import { describe, expect, it } from 'vitest';
import { CsvFile, keyOf, median } from '../src/data/csvfile';
import { csv, parseCsv, Table } from '../src/data/table';
import { cellFault } from '../src/data/validate';

describe('csv', () => {
  it('reads quotes, commas and line breaks', () => {
    expect(parseCsv('a,b\r\n"x, ""y""","1\n2"\n')).toEqual([['a', 'b'], ['x, "y"', '1\n2']]);
    expect(csv(['a'], [['x,y'], [null]])).toBe('a\r\n"x,y"\r\n\r\n');
  });
  it('keeps untouched lines as they were written', () => {
    const file = new CsvFile('a,b\n"x",1\n y ,2\n');
    file.set(1, 1, '3');
    file.add({ a: 'new, one', c: '7' });
    expect(file.written()).toBe('a,b,c\nx,1,\n y ,3,\n"new, one",,7\n');
    const other = new CsvFile('a,b\n"x",1\n y ,2\n');
    other.set(1, 1, '3');
    expect(other.written()).toBe('a,b\n"x",1\n y ,3\n');
    expect(other.changed).toBe(true);
  });
  it('makes keys that nobody has', () => {
    expect(keyOf('My campus!', new Set(['my_campus']))).toBe('my_campus_2');
    expect(keyOf('???', new Set())).toBe('campus');
    expect(median([3, NaN, 1])).toBe(2);
    expect(median([])).toBeNaN();
  });
});

describe('tables', () => {
  const t = new Table('ai', ['zone', 'year', 'mw'], [['A', 2030, 1], ['B', 2030, 2], ['', 2030, 3], ['A', 2026, null]]);
  it('filters and adds up', () => {
    expect(t.is('year', 2030).named('zone').sum('mw')).toBe(3);
    expect([...t.by('zone', 'mw')]).toEqual([['A', 1], ['B', 2], ['', 3]]);
    expect(t.numbers('year')).toEqual([2026, 2030]);
    expect(t.number(t.rows[3] ?? [], 'mw')).toBeNaN();
    expect(t.is('absent', 'x')).toBe(t);
  });
});

describe('cells', () => {
  const months = { name: 'queue_months', type: 'number', required: true, minimum: 0, maximum: 600 } as const;
  it('are judged by the schema of their column', () => {
    expect(cellFault(months, '12')).toBe('');
    expect(cellFault(months, '')).toBe('must not be empty');
    expect(cellFault(months, '-1')).toBe('must be 0 or more');
    expect(cellFault(months, '601')).toBe('must be 600 or less');
    expect(cellFault(months, '1,5')).toContain('must be a number');
    expect(cellFault({ ...months, type: 'integer' }, '1.5')).toContain('whole');
    expect(cellFault({ name: 'pin', type: 'text', required: false, allowed: ['free', 'build'] }, 'buidl')).toContain('free, build');
    expect(cellFault(undefined, 'x')).toBe('');
  });
});
