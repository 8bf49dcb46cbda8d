import { describe, expect, it } from 'vitest';
import { readReportSearch, toReportQuery } from './report-search.ts';

const now = new Date(2026, 10, 30, 12);

describe("the address of a report's page", () => {
  it('is read, and what is not understood is left out', () => {
    const read = readReportSearch({ range: 'week', groupBy: 'queue', tag: 'vip', handleId: 'x', agentId: 7 });
    expect(read).toEqual({ range: 'week', groupBy: 'queue', tag: 'vip' });
    expect(readReportSearch({ range: 'toString' })).toEqual({ range: 'month', groupBy: 'date' });
  });

  it('becomes a question with steps only over dates', () => {
    expect(toReportQuery({ range: 'week', groupBy: 'date' }, now)).toMatchObject({ interval: 'day' });
    expect(toReportQuery({ range: 'week', groupBy: 'tag' }, now)).not.toHaveProperty('interval');
  });

  it('with own dates that end before they begin asks for the last 30 days', () => {
    const month = toReportQuery({ range: 'month', groupBy: 'tag' }, now);
    const turned = { range: 'own', groupBy: 'tag', first: '2026-11-20', last: '2026-11-10' } as const;
    expect(toReportQuery(turned, now)).toEqual(month);
  });
});
