import { Type, type Static } from 'typebox';
import { Id, Nullable } from './common.ts';
import { QueueSettings } from './distribution.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const QueueInput = Type.Object({
  name: SetupName,
  description: SetupDescription,
  /** Group number: smaller is served first. */
  priority: Type.Integer({ minimum: 1, maximum: 1_000 }),
  /** Every active member belongs, beside those named. */
  openToAll: Type.Boolean(),
  hoursId: Nullable(Id),
  /** Who belongs by name. */
  memberIds: Type.Array(Id, { maxItems: 1_000, uniqueItems: true }),
  /** Whose people belong, whoever they are. */
  teamIds: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
  settings: QueueSettings,
});
export type QueueInput = Static<typeof QueueInput>;

export const Queue = Type.Object({
  ...setupFields,
  ...QueueInput.properties,
  isDefault: Type.Boolean(),
  /** How many active members belong in all. */
  members: Type.Integer(),
});
export type Queue = Static<typeof Queue>;

export const queueRoutes = setupRoutes({
  name: 'queues',
  path: '/api/setup/queues',
  word: 'queue',
  words: 'queues with who belongs to them, the default first, then by name',
  most: 500,
  permission: 'setup.manage',
  openList: true,
  one: Queue,
  input: QueueInput,
});
