import { until } from '../harness.ts';
import { untilRead } from '../log.ts';
import type { ApiUser, Product } from '../product.ts';

/** An entry of a thread, as far as these tests look at it. */
export interface Line {
  readonly id: string;
  readonly kind: string;
  readonly direction: string;
  readonly authorKind: string;
  readonly text: string;
  readonly content: { readonly withheld?: boolean; readonly system?: { readonly what: string } };
  readonly state: string;
}

export interface Row {
  readonly conversationId: string;
  readonly preview: string;
  readonly withheld: boolean;
  readonly customer: { readonly id: string; readonly username: string };
  readonly workItem: { readonly id: string; readonly state: string; readonly stateReason: string } | null;
}

/** The conversation with a customer, once it is there. */
export function findRow(user: ApiUser, username: string, view = 'all'): Promise<Row> {
  return until(async () => {
    const { rows } = await user.ask<{ rows: Row[] }>('GET', `/api/inbox?view=${view}`);
    return rows.find((row) => row.customer.username === username);
  });
}

export async function linesOf(user: ApiUser, conversationId: string): Promise<Line[]> {
  const { entries } = await user.ask<{ entries: Line[] }>(
    'GET',
    `/api/conversations/${conversationId}/entries?limit=100`,
  );
  return entries;
}

/** What was said automatically, in order. */
export async function saidTo(user: ApiUser, conversationId: string): Promise<string[]> {
  const lines = await linesOf(user, conversationId);
  return lines
    .filter((line) => line.authorKind === 'system' && line.kind === 'message')
    .map((line) => line.text);
}

/** Waits until so much was said automatically, and answers it. */
export function untilSaid(user: ApiUser, conversationId: string, count: number): Promise<string[]> {
  return until(async () => {
    const said = await saidTo(user, conversationId);
    return said.length >= count ? said : undefined;
  });
}

/** Waits until the automatic messages have taken in what is in the log. */
export const untilSettled = (product: Product): Promise<void> => untilRead(product.db, 'notices');

/** Switches an automatic message on. */
export function switchOn(
  admin: ApiUser,
  trigger: string,
  texts: Record<string, string>,
  options: { readonly handleId?: string; readonly active?: boolean } = {},
): Promise<unknown> {
  const query = options.handleId ? `?handleId=${options.handleId}` : '';
  return admin.ask('PUT', `/api/automatic-messages/${trigger}${query}`, {
    active: options.active ?? true,
    defaultLanguage: 'en',
    texts,
  });
}
