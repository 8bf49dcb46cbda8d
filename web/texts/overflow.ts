import type { OverflowRule } from '../../contract/api/index.ts';

export const overflowTexts = {
  title: 'Overflow',
  hint: 'What happens when this queue cannot take more, or lets somebody wait too long.',
  standardHint:
    'The standard queue takes everything: its conditions are only looked at while somebody waits.',
  before: 'Before a conversation comes in',
  beforeHint: 'Looked at in this order, hours first. Another queue that matches and has room is preferred.',
  waiting: 'While it waits',
  none: 'None: it waits here, however long.',
  add: 'Add a condition',
  remove: (place: number) => `Remove condition ${place}`,
  condition: 'When',
  conditions: {
    out_of_hours: 'the queue is closed',
    items_exceed: 'more are waiting than',
    wait_exceeds: 'it has waited longer than',
  } satisfies Record<OverflowRule['condition'], string>,
  items: 'Conversations',
  minutes: 'Minutes',
  action: 'Then',
  actions: {
    assign_anyway: 'take it all the same',
    transfer: 'send it to another queue',
    close: 'close it',
  } satisfies Record<OverflowRule['action'], string>,
  leaveIt: 'leave it waiting',
  queue: 'Queue',
  choose: 'Choose…',
  needsQueue: 'Choose the queue that takes over.',
  badItems: 'Give a number from 1 to 1,000.',
  badMinutes: 'Give from 1 to 2,880 minutes (two days).',
  needsHours: 'This queue has no opening hours, so it is never closed.',
  closeHint: 'The customer gets the automatic message “Closed by overflow”, if there is one.',
};
