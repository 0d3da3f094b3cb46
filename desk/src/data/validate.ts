import type { ColumnSchema } from './types';

/** What is wrong with a cell by the schema of its column, in words; empty where nothing is. The server says the rest. */
export function cellFault(schema: ColumnSchema | undefined, value: string): string {
  if (!schema) return '';
  const v = value.trim();
  if (v === '') return schema.required ? 'must not be empty' : '';
  if (schema.type === 'number' || schema.type === 'integer') {
    if (v === 'inf') return schema.maximum === null || schema.maximum === undefined ? '' : `at most ${schema.maximum}`;
    const n = Number(v);
    if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(v) || !Number.isFinite(n)) return 'must be a number, with a point for decimals';
    if (schema.type === 'integer' && !Number.isInteger(n)) return 'must be a whole number';
    if (schema.minimum !== null && schema.minimum !== undefined && n < schema.minimum) return `must be ${schema.minimum} or more`;
    if (schema.maximum !== null && schema.maximum !== undefined && n > schema.maximum) return `must be ${schema.maximum} or less`;
  }
  if (schema.type === 'flag' && !/^(true|false|yes|no|0|1)$/i.test(v)) return 'must be true or false';
  if (schema.type === 'date' && !/^\d{4}-\d{2}(-\d{2})?$/.test(v)) return 'must be a date, 2030-01-31';
  if (schema.allowed && schema.allowed.length > 0 && !schema.allowed.includes(v)) return `must be one of ${schema.allowed.join(', ')}`;
  return '';
}
