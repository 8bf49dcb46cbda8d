import { expect, it } from 'vitest';
import { auditCsvAddress, auditQueryOf, noAuditFilter } from './audit.ts';

it('asks for whole days of the reader, the last one within', () => {
  const { from, until } = auditQueryOf({ ...noAuditFilter, from: '2026-11-29', until: '2026-11-30' });
  expect(from).toBe(new Date('2026-11-29T00:00:00').toISOString());
  expect(until).toBe(new Date('2026-12-01T00:00:00').toISOString());
  expect(auditQueryOf(noAuditFilter)).toEqual({});
});

it('fetches as a file what is shown', () => {
  expect(auditCsvAddress({ ...noAuditFilter, action: 'api_key.' })).toBe('/api/audit/csv?action=api_key.');
});
