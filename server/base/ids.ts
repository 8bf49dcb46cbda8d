import { randomBytes, randomUUID } from 'node:crypto';

declare const kind: unique symbol;

/** A 24-character lowercase hex id, branded with what it names. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type WorkspaceId = Id<'workspace'>;

const ID = /^[0-9a-f]{24}$/;

let lastMs = 0;
let tail = 0;

/** A new id: 12 hex digits of milliseconds, then 12 that start at random and count up within one millisecond. */
export function newId<Kind extends string>(): Id<Kind> {
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    // 47 bits: counting up from here cannot pass 48 bits within a millisecond.
    tail = randomBytes(6).readUIntBE(0, 6) % 2 ** 47;
  } else {
    tail += 1;
  }
  const text = lastMs.toString(16).padStart(12, '0') + tail.toString(16).padStart(12, '0');
  // The brand exists in the types only.
  return text as Id<Kind>;
}

/** True for text that has the form of an id. */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** Takes text that is known to be an id (a checked parameter, a column) as one. @throws Error when it has another form. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  if (!ID.test(text)) throw new Error(`not an id: ${text.slice(0, 40)}`);
  return text as Id<Kind>;
}

/** A UUID, the form that DataSet clients expect. */
export function newUuid(): string {
  return randomUUID();
}
