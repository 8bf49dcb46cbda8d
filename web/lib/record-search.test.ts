import { expect, it } from 'vitest';
import { readRecordSearch } from './record-search.ts';

it('reads what a page of records can show, and nothing else', () => {
  const open = '0123456789abcdef01234567';
  expect(readRecordSearch({ q: 'ana', open, status: 'active', more: 'x' })).toEqual({
    q: 'ana',
    open,
    status: 'active',
  });
  expect(readRecordSearch({ q: 4711 })).toEqual({ q: '4711' });
  expect(readRecordSearch({ q: '', open: '../x', status: 'lost' })).toEqual({});
  expect(readRecordSearch({ q: 'a'.repeat(300) }).q).toHaveLength(100);
});
