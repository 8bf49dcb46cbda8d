import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { pickSums } from '../../server/insights/sums/spans-store.ts';
import { thing } from './insights-acts.ts';
import { asked, openSumsWorld, type SumsWorld } from './insights-sums-world.ts';

const DAY_MS = 86_400_000;
const QUIET_MS = 11 * 60_000;

let world: SumsWorld;

beforeAll(async () => {
  world = await openSumsWorld(new Date('2026-04-12T09:30:00Z'));
  for (const one of fc.sample(thing, { seed: 7, numRuns: 150 })) await world.write(one);
  await world.report(asked('none'));
  await world.sumAll();
});
afterAll(() => world?.close());

const picks = (scope: Parameters<SumsWorld['report']>[0]) => pickSums(world.base.workspace, scope);

describe('sums of days and months', () => {
  it('are what is read: whole months, days beside them, and rows at both ends', async () => {
    const scope = asked('queue');
    const { months, days, rest } = await picks(scope);
    expect(months).toEqual(['2026-03-01']);
    // From the 27th of February on, and eleven days of April.
    expect(days).toHaveLength(2 + 11);
    expect(rest.map(({ from, until }) => [from.toISOString(), until.toISOString()])).toEqual([
      ['2026-02-26T05:00:00.000Z', '2026-02-26T23:00:00.000Z'],
      ['2026-04-11T22:00:00.000Z', '2026-04-12T09:00:00.000Z'],
    ]);
    const before = await world.report(scope);
    expect(before).toEqual(await world.fromRows(scope));
    const closed = before.total['closed'] ?? 0;
    expect(closed).toBeGreaterThan(50);
    await spoil(1_000);
    const spoilt = await world.report(scope);
    const more = (spoilt.total['closed'] ?? 0) - closed;
    // The month and those days on which something was closed.
    expect(more % 1_000).toBe(0);
    expect(more).toBeGreaterThan(5_000);
    expect(spoilt.rows[0]?.numbers['closed']).toBeGreaterThan(1_000);
    await spoil(-1_000);
    expect(await world.report(scope)).toEqual(before);
  });

  it('are not read from the moment on in which something of their day changes', async () => {
    const scope = asked('agent', {
      from: new Date('2026-03-09T23:00:00Z'),
      until: new Date('2026-03-20T23:00:00Z'),
    });
    expect((await picks(scope)).days).toHaveLength(11);
    const { n: days } = await world.base.db.row(sql<{ n: number }>`
      with changed as (
        update fact_conversation set messages_in = messages_in + 1
        where closed_at >= ${scope.from} and closed_at < ${scope.until} returning closed_at)
      select count(distinct (closed_at at time zone 'Europe/Berlin')::date)::int as n from changed`);
    expect(days).toBeGreaterThan(5);
    expect((await picks(scope)).days).toHaveLength(11 - days);
    expect(await world.report(scope)).toEqual(await world.fromRows(scope));
    // Not summed anew before they are quiet.
    await world.sumAll();
    expect((await picks(scope)).days).toHaveLength(11 - days);
    expect((await picks(asked('agent'))).months).toEqual([]);
    world.goOn(QUIET_MS);
    await world.sumAll();
    expect((await picks(scope)).days).toHaveLength(11);
    expect((await picks(asked('agent'))).months).toEqual(['2026-03-01']);
    expect(await world.report(scope)).toEqual(await world.fromRows(scope));
  });

  it('leave no mark where nothing of the numbers changes', async () => {
    const marks = async () =>
      (await world.base.db.row(sql<{ n: number }>`select count(*)::int as n from sum_mark`)).n;
    await world.sumSome(1);
    expect(await marks()).toBe(0);
    await world.base.db.execute(sql`update work_item set last_at = last_at + interval '1 second', units = 7`);
    await world.base.db.execute(sql`update session set answers = answers + 1`);
    await world.base.db.execute(sql`update fact_conversation set messages_in = messages_in`);
    expect(await marks()).toBe(0);
    await world.base.db.execute(
      sql`update work_item set priority = 'urgent' where number = (select min(number) from work_item)`,
    );
    // The opening, the session and the stay of one.
    expect(await marks()).toBeGreaterThan(0);
    world.goOn(QUIET_MS);
    await world.sumAll();
  });

  it('hold no tag any more that was taken from a person, at the next look', async () => {
    const { id } = await world.base.db.row(sql<{ id: string }>`
      select work_item_id as id from fact_conversation
      where closed_at >= '2026-03-05' and closed_at < '2026-03-25' limit 1`);
    const tagged = (tags: string[]) =>
      world.base.db.execute(sql`update fact_conversation set tags = ${tags} where work_item_id = ${id}`);
    const held = async () => {
      const rows = await world.base.db.rows(sql<{ span: string }>`
        select distinct span from sum_conversation where key = 'of-kim' order by 1`);
      return rows.map((row) => row.span);
    };
    await tagged(['of-kim']);
    await world.sumAll();
    world.goOn(QUIET_MS);
    await world.sumAll();
    expect(await held()).toEqual(['day', 'month']);
    await tagged([]);
    await world.sumSome(1);
    expect(await held()).toEqual([]);
    world.goOn(QUIET_MS);
    await world.sumAll();
  });

  it('are kept for the time zones that are asked for, six at the most', async () => {
    const zones = async () =>
      (await world.base.db.rows(sql<{ time_zone: string }>`select time_zone from sum_zone order by 1`)).map(
        (row) => row.time_zone,
      );
    // Known to browsers, not to the database.
    await world.report(asked('none', { timeZone: '+0530' }));
    expect(await zones()).toEqual(['Europe/Berlin']);
    for (const timeZone of [
      'Asia/Tokyo',
      'Asia/Seoul',
      'Asia/Dubai',
      'America/Lima',
      'Africa/Cairo',
      'Africa/Lagos',
    ]) {
      await world.report(asked('none', { timeZone }));
    }
    expect(await zones()).toHaveLength(6);
    expect(await zones()).not.toContain('Africa/Lagos');
    // The sums of another zone serve where a day's edges make no difference, and rows where they do.
    const lagos = { timeZone: 'Africa/Lagos' };
    expect((await picks(asked('agent', lagos))).days.length).toBeGreaterThan(0);
    expect((await picks(asked('date', lagos))).days).toEqual([]);
    expect(await world.report(asked('agent', lagos))).toEqual(await world.fromRows(asked('agent', lagos)));
    world.goOn(61 * DAY_MS);
    await world.report(asked('none'));
    await world.sumAll();
    expect(await zones()).toEqual(['Europe/Berlin']);
    const left = await world.base.db.rows(sql<{ time_zone: string }>`
      select time_zone from sum_conversation union select time_zone from sum_response union select time_zone from sum_span`);
    expect(left).toEqual([{ time_zone: 'Europe/Berlin' }]);
  });

  it('begin with the zones of the opening hours, before anybody asks', async () => {
    await world.base.db.execute(sql`
      insert into operating_hours (workspace_id, id, name, time_zone, created_at, updated_at)
      values (${world.base.workspaceId}, ${'7'.repeat(24)}, 'Office', 'Asia/Kolkata', ${new Date('2026-04-01')},
        ${new Date('2026-04-01')})`);
    await world.sumAll();
    const scope = asked('date', { interval: 'week', timeZone: 'Asia/Kolkata' });
    expect((await picks(scope)).days.length).toBeGreaterThan(30);
    expect(await world.report(scope)).toEqual(await world.fromRows(scope));
  });
});

/** Adds to what each day and month says of all conversations and of each queue. */
async function spoil(by: number): Promise<void> {
  await world.base.db.execute(sql`
    update sum_conversation set closed = closed + ${by} where grouped_by in ('none', 'queue')`);
}
