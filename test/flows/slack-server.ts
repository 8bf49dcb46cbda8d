import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as Slack keeps it. */
export interface SlackPost {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly metadata: unknown;
}

/** What becomes of a call instead of the usual: an answer, or it is done and the answer is lost. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'lose'
  | 'hang';

/** Slack as far as we speak to it, strict in what it takes: tokens, JSON, channels, threads, limits. */
export interface SlackServer {
  readonly url: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly signingSecret: string;
  readonly channel: string;
  /** Messages in the channel, and what came by the incoming webhook. */
  readonly posts: SlackPost[];
  readonly incoming: string[];
  /** Answers to commands that came later. */
  readonly late: unknown[];
  /** Calls by method, refused ones as well. */
  readonly calls: string[];
  readonly users: Map<string, { name: string; email?: string }>;
  readonly files: Map<string, Buffer>;
  fault: (
    method: string,
    given: Readonly<Record<string, unknown>>,
  ) => Fault | undefined | Promise<Fault | undefined>;
  /** The first messages of threads, and what stands in one. */
  parents(): SlackPost[];
  inThread(ts: string): string[];
  /** Headers with which Slack would send this body. */
  sign(body: string, options?: { secret?: string; atSeconds?: number }): Record<string, string>;
  close(): Promise<void>;
}

export async function openSlack(): Promise<SlackServer> {
  const token = 'xoxb-1-test';
  const channel = 'C0SUPPORT1';
  const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
  const posts: SlackPost[] = [];
  const incoming: string[] = [];
  const late: unknown[] = [];
  const calls: string[] = [];
  const users = new Map<string, { name: string; email?: string }>();
  const files = new Map<string, Buffer>();
  let count = 0;
  const state: { fault: SlackServer['fault'] } = { fault: () => undefined };

  const api = (method: string, given: Readonly<Record<string, unknown>>): object => {
    const no = (error: string) => ({ ok: false, error });
    if (method === 'auth.test') return { ok: true, team: 'The House', user_id: 'UBOT', bot_id: 'B1' };
    if (method === 'users.info') {
      const user = users.get(String(given['user']));
      if (!user) return no('user_not_found');
      const { name, email } = user;
      return { ok: true, user: { id: given['user'], name, profile: { display_name: name, email } } };
    }
    if (given['channel'] !== channel) return no('channel_not_found');
    if (method === 'chat.postMessage') {
      const { text, thread_ts: threadTs = null, metadata } = given;
      if (typeof text !== 'string' || text === '') return no('no_text');
      if (text.length > 40_000) return no('msg_too_long');
      if (threadTs !== null && !posts.some((one) => one.ts === threadTs && one.threadTs === null))
        return no('thread_not_found');
      count += 1;
      const ts = `1700000000.${String(count).padStart(6, '0')}`;
      const post: SlackPost = { channel, ts, threadTs: threadTs as string | null, text, metadata };
      posts.push(post);
      return { ok: true, channel, ts, message: { type: 'message', bot_id: 'B1', user: 'UBOT', text, ts } };
    }
    const shown = (list: readonly SlackPost[]) => ({
      ok: true,
      messages: list.map(({ ts, text, metadata }) => ({ type: 'message', ts, text, metadata })),
    });
    if (method === 'conversations.history') return shown(posts.filter((one) => one.threadTs === null));
    if (method === 'conversations.replies')
      return shown(posts.filter((one) => one.ts === given['ts'] || one.threadTs === given['ts']));
    return no('unknown_method');
  };

  const server = createServer((request, response) => void take(request, response));
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    // Without an encoding chunks are buffers.
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString();
    const url = new URL(request.url ?? '', 'http://slack.test');
    const say = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      const isText = typeof body === 'string';
      response
        .writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers })
        .end(isText ? body : JSON.stringify(body));
    };
    const hasToken = request.headers.authorization === `Bearer ${token}`;
    if (url.pathname.startsWith('/files/')) {
      const bytes = files.get(url.pathname);
      // As Slack does: without the token there is a page to sign in.
      if (!hasToken || !bytes) return say(302, '', { location: '/signin' });
      return void response.writeHead(200).end(bytes);
    }
    const method = url.pathname.replace('/api/', '').replace(/^\//, '');
    const isJson = /^application\/json; charset=utf-8$/.test(request.headers['content-type'] ?? '');
    const given: Record<string, unknown> =
      request.method === 'GET'
        ? Object.fromEntries(url.searchParams)
        : isJson
          ? (JSON.parse(raw) as Record<string, unknown>)
          : {};
    calls.push(method);
    const fault = await state.fault(method, given);
    if (fault === 'hang') return;
    if (fault !== undefined && fault !== 'lose') return say(fault.status, fault.body ?? '', fault.headers);
    if (url.pathname === '/services/hook') {
      if (!isJson || typeof given['text'] !== 'string') return say(400, 'invalid_payload');
      incoming.push(given['text']);
      return say(200, 'ok');
    }
    if (url.pathname.startsWith('/commands/')) {
      late.push(given);
      return say(200, 'ok');
    }
    if (!hasToken) return say(200, { ok: false, error: 'invalid_auth' });
    if (request.method === 'POST' && !isJson) return say(200, { ok: false, error: 'invalid_form_data' });
    const answer = api(method, given);
    if (fault === 'lose') return void request.socket.destroy();
    say(200, answer);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    apiUrl: `${url}/api`,
    token,
    signingSecret,
    channel,
    posts,
    incoming,
    late,
    calls,
    users,
    files,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    parents: () => posts.filter((one) => one.threadTs === null && one.text.includes('Conversation')),
    inThread: (ts) => posts.filter((one) => one.threadTs === ts).map((one) => one.text),
    sign: (body, { secret = signingSecret, atSeconds = Math.floor(Date.now() / 1_000) } = {}) => ({
      'x-slack-request-timestamp': String(atSeconds),
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex')}`,
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
