import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Clock, type Queries, hashSecret } from '../../base/index.ts';
import { clearTries, countTry, takeBackTry } from './store.ts';

/** What is guessed at, how often it may be, and from how many tries on it is refused. */
export interface ThrottleRule {
  readonly scope: string;
  readonly most: number;
  readonly windowMs: number;
}

const QUARTER_MS = 15 * 60_000;

/** Wrong passwords for one e-mail address, known or not. */
export const byAccount: ThrottleRule = { scope: 'sign_in_account', most: 10, windowMs: QUARTER_MS };
/** Wrong passwords and links from one network address. */
export const byAddress: ThrottleRule = { scope: 'sign_in_address', most: 50, windowMs: QUARTER_MS };
/** Wrong current passwords when changing one's own. */
export const byMember: ThrottleRule = { scope: 'password_change', most: 10, windowMs: QUARTER_MS };

export interface Try {
  /** The secret was right: forgets the count (`clear`) or only this try (`takeBack`). */
  clear(): Promise<void>;
  takeBack(): Promise<void>;
}

/**
 * Counts a try before the secret is looked at, in the database, so that it holds for all processes and restarts.
 * @throws AppError too_many_requests.
 */
export async function beginTry(db: Queries, clock: Clock, rule: ThrottleRule, key: string): Promise<Try> {
  const now = clock.now();
  const hashed = hashSecret(key);
  const window = await countTry(db, rule.scope, hashed, now, new Date(now.getTime() + rule.windowMs));
  if (window.count > rule.most) {
    const seconds = Math.max(1, Math.ceil((window.endsAt.getTime() - now.getTime()) / 1000));
    throw new AppError(baseErrors.too_many_requests, { values: { seconds }, details: { seconds } });
  }
  return {
    clear: () => clearTries(db, rule.scope, hashed),
    takeBack: () => takeBackTry(db, rule.scope, hashed),
  };
}

/** One key for all addresses that one subscriber has: IPv6 networks are given out as /64 at least. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1]) return mapped[1];
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
