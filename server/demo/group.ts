import type { InboxRow } from '../../contract/api/index.ts';
import { demoHandles, type LocalX } from './local-x.ts';
import type { DemoStaff } from './people.ts';
import { until } from './until.ts';

const business = demoHandles.main.username;

/** What was said in it, in order. */
const lines = [
  ['mira_brews', 'We share an office and order together. Is there a bigger bag than 1 kg?'],
  ['owenpryce_', 'Decaf for me please, if it can be mixed.'],
] as const;

/**
 * Two customers write to the shop in one conversation. X tells webhooks nothing of groups, so it is fetched, as an
 * administrator does it by hand.
 */
export async function liveGroup(x: LocalX, { ada }: DemoStaff, handleId: string): Promise<void> {
  const [first, second] = lines;
  const group = await x.gather(first[0], [business, second[0]]);
  for (const [from, text] of lines) await x.writeInto(group, from, text);
  await ada.ask('POST', `/api/handles/${handleId}/fill-gap`);
  await until(async () => {
    const { rows } = await ada.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all&limit=20');
    return rows.some((row) => row.group !== null);
  });
}
