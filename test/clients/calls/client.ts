import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendMessage } from '../../../simulator/acts/messages.ts';
import { createPost } from '../../../simulator/acts/posts.ts';
import { type LocalX, startLocalX } from '../local-x.ts';
import { type CallId, calls } from './calls.ts';

/** One cell of the table: the client makes the call, and what comes back is checked. */
export interface ClientCall<Context> {
  /** How the client is asked, as in its own documentation: `client.v2.sendDmToParticipant()`. */
  how: string;
  /** Without this the client's answer is what X documents. With it: what X refuses, in X's words, which the run checks. */
  refused?: string;
  run(context: Context): Promise<void>;
}

/** A client library, unmodified, and every call of ours that it has a way to make. */
export interface ClientUnderTest<Context> {
  /** The package as npm names it. */
  name: string;
  version: string;
  /** How it is led to the local X, in a few words. */
  pointed: string;
  /** Calls that it has no method for are left out; it says in a few words why in `without`. */
  without: string;
  calls: Partial<Record<CallId, ClientCall<Context>>>;
}

/** What every call starts with: a local X with an app, a business and a customer, and what people do there. */
export interface World extends LocalX {
  /** Writes to the business as a person does. */
  write(fromId: string, text: string): { id: string; conversationId: string };
  /** Posts as a person does; answers the id. */
  post(authorId: string, text: string): string;
  /** What the app has left to spend, US dollars; null is without end. */
  credits(usd: number | null): Promise<void>;
}

function worldOf(x: LocalX): World {
  const { sim, url } = x.simulator;
  return {
    ...x,
    write: (fromId, text) => sendMessage(sim, { senderId: fromId, to: { userId: x.shop.id }, text }),
    post: (authorId, text) => createPost(sim, { authorId, text }).id,
    async credits(usd) {
      const answer = await fetch(`${url}/_control/credits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ appId: x.app.id, balanceUsd: usd ?? 'unlimited' }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
  };
}

/** Makes one test of each call, on one local X, one after the other. */
export function testClient<Context extends object>(
  client: ClientUnderTest<Context>,
  open: (x: World) => Promise<{ context: Context; close?: () => Promise<void> | void }>,
): void {
  describe(`${client.name} ${client.version}, unmodified`, () => {
    let x: World;
    let opened: { context: Context; close?: () => Promise<void> | void };

    beforeAll(async () => {
      x = worldOf(await startLocalX());
      // Calls of one file share users, and are not meant to meet their limits.
      x.simulator.sim.limits.enabled = false;
      opened = await open(x);
    });
    afterAll(async () => {
      // Streams that a library leaves open end here.
      await x?.simulator.close();
      await opened?.close?.();
    });

    for (const [group, rows] of Object.entries(calls))
      for (const [id, title] of Object.entries(rows)) {
        // The keys of `calls` are the call ids.
        const call = client.calls[id as CallId];
        if (!call) continue;
        it(`${group}: ${title} by ${call.how}`, async () => {
          expect.hasAssertions();
          await call.run(opened.context);
        });
      }
  });
}
