import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Store } from '../core/store.ts';

/** What every made-up person signs in with until another password is set. */
export const defaultPassword = 'password';

export interface Passwords {
  set(userId: string, password: string): void;
  matches(userId: string, given: string): boolean;
}

interface Row {
  userId: string;
  salt: string;
  hash: string;
}

// Cheap on purpose: the passwords of made-up people, hashed so that no dump shows what somebody typed.
const cost = { N: 1024 };

/** Only passwords that were set have a row, so that a million seeded users cost nothing. */
export function createPasswords(store: Store): Passwords {
  const table = store.table<Row>('passwords', { key: (row) => row.userId });
  return {
    set(userId, password) {
      const salt = randomBytes(16).toString('base64');
      table.put({ userId, salt, hash: hashOf(password, salt).toString('base64') });
    },
    matches(userId, given) {
      const row = table.find(userId);
      if (!row) return given === defaultPassword;
      return timingSafeEqual(hashOf(given, row.salt), Buffer.from(row.hash, 'base64'));
    },
  };
}

function hashOf(password: string, salt: string): Buffer {
  return scryptSync(password, salt, 32, cost);
}
