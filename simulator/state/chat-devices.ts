import type { Store, Table } from '../core/store.ts';

/**
 * The device of a simulated person who is on XChat: it holds private keys, as a phone does. X knows nothing of it;
 * people whose keys a client registered have none here.
 */
export interface ChatDevice {
  userId: string;
  /** The version that its public keys are registered under. */
  version: string;
  /** P-256 scalars, base64. */
  identityKey: string;
  signingKey: string;
}

export interface ChatDevices {
  table: Table<ChatDevice>;
  find(userId: string): ChatDevice | undefined;
}

export function createChatDevices(store: Store): ChatDevices {
  const table = store.table<ChatDevice>('chatDevices', { key: (row) => row.userId });
  return { table, find: (userId) => table.find(userId) };
}
