/** The idempotency key of a message that was made from a mail; several of one mail have numbers. */
export function messageKeyOf(mailKey: string, part: number): string {
  return `mail:${mailKey}:${part}`;
}

/** The mail's key; undefined: the message came in another way. */
export function keyOfMessage(idempotencyKey: string | null): string | undefined {
  return /^mail:([0-9a-f]{64}):\d+$/.exec(idempotencyKey ?? '')?.[1];
}
