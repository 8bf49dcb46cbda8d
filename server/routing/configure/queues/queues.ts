import type { QueueInput } from '../../../../contract/api/index.ts';
import { type ConfiguredKind, contradiction, unknownThing } from '../../../people/index.ts';
import { checkMembers, checkThere } from '../members-store.ts';
import {
  deleteQueue,
  insertQueue,
  listQueueSetups,
  listQueueUses,
  type QueueSetup,
  setQueueMembers,
  setQueueTeams,
  updateQueue,
} from './store.ts';

/** Queues: where conversations wait for the people who belong. */
export const queueKind: ConfiguredKind<QueueSetup, QueueInput> = {
  kind: 'queue',
  word: 'queue',
  most: 500,
  list: listQueueSetups,
  check: async (tx, input, before) => {
    if (before?.isDefault && !input.openToAll) {
      throw contradiction(
        'Everybody belongs to the default queue, so that nothing is left lying.',
        'openToAll',
      );
    }
    await checkMembers(tx, input.memberIds, 'memberIds');
    await checkThere(tx, 'team', input.teamIds, 'team', 'teamIds');
    await checkThere(tx, 'operating_hours', [input.hoursId], 'opening hours', 'hoursId');
    const queues = new Set((await listQueueSetups(tx)).map((queue) => queue.id));
    for (const [index, rule] of input.settings.overflow.entries()) {
      const field = `settings.overflow.${index}`;
      if (rule.action === 'transfer' && rule.queueId === null) {
        throw contradiction('Choose the queue that takes over.', `${field}.queueId`);
      }
      if (rule.queueId !== null && !queues.has(rule.queueId)) throw unknownThing('queue', `${field}.queueId`);
      if (rule.queueId !== null && rule.queueId === before?.id) {
        throw contradiction('A queue cannot overflow into itself.', `${field}.queueId`);
      }
    }
  },
  insert: async (tx, id, input, now) => {
    await insertQueue(tx, id, input, now);
    await setQueueMembers(tx, id, input.memberIds, now);
    await setQueueTeams(tx, id, input.teamIds, now);
  },
  update: async (tx, before, input, now) => {
    await updateQueue(tx, before.id, input, now);
    await setQueueMembers(tx, before.id, input.memberIds, now);
    await setQueueTeams(tx, before.id, input.teamIds, now);
  },
  remove: (tx, queue) => deleteQueue(tx, queue.id),
  findUses: (db, queue) => listQueueUses(db, queue.id),
};
