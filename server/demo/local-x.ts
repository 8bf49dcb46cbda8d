import { readFileSync } from 'node:fs';
import { call } from './callers.ts';
import type { DemoCustomer } from './customers.ts';
import type { DemoPost } from './posts.ts';
import type { DemoLine } from './threads.ts';

/** The demo's two business accounts on the local X. */
export const demoHandles = {
  main: { username: 'fernhillcoffee', name: 'Fernhill Coffee', label: 'Fernhill Coffee' },
  wholesale: { username: 'fernhilltrade', name: 'Fernhill Wholesale', label: 'Wholesale' },
} as const;

export type HandleKey = keyof typeof demoHandles;

const HOUR_MS = 3_600_000;
const MEDIA_CATEGORY = { png: 'dm_image', gif: 'dm_gif' } as const;

/** When an invented user joined X: some day between 2010 and 2021, the same at each start. */
function joinedAt(username: string): number {
  let sum = 0;
  for (const letter of username) sum = (sum * 31 + letter.charCodeAt(0)) % 4_000;
  return Date.UTC(2010, 2, 1) + sum * 86_400_000;
}

interface SeenConversation {
  readonly otherId?: string;
  readonly last?: { readonly senderId: string; readonly urls?: readonly { readonly expandedUrl: string }[] };
}

/** The local X as its control API lets us act on it. */
export class LocalX {
  readonly #url: string;
  readonly #usernames = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await call<T>(this.#url, method, `/_control${path}`, body)).answer;
  }

  async setTime(atMs: number): Promise<void> {
    await this.#ask('POST', '/time', { setTo: Math.round(atMs) });
  }

  /** X allows 15 sends in a quarter of an hour; who tries the demo out writes more. */
  async raiseSendLimits(): Promise<void> {
    for (const key of [
      'POST /2/dm_conversations/with/:participant_id/messages',
      'POST /2/dm_conversations/:id/messages',
    ]) {
      await this.#ask('POST', '/limits', { key, rule: { user: 300, userDay: 5_000, appDay: 5_000 } });
    }
  }

  async makeBusiness(): Promise<void> {
    for (const { username, name } of Object.values(demoHandles)) {
      await this.#ask('POST', '/users', {
        username,
        name,
        description: 'Small roastery. Invented for this demo.',
        createdAt: joinedAt(username),
        dmOpen: true,
        verified: true,
        verifiedType: 'business',
        extraFollowers: 18_400,
      });
    }
  }

  /** What an account posted before `nowMs`, with the attention that it got. */
  async makePost({ handle, hoursAgo, text, curve }: DemoPost, nowMs: number): Promise<void> {
    const { username } = demoHandles[handle];
    const { id: userId } = await this.#ask<{ id: string }>('GET', `/users/@${username}`);
    const postedAt = Math.round(nowMs - hoursAgo * HOUR_MS);
    const { id } = await this.#ask<{ id: string }>('POST', '/posts', {
      author: `@${username}`,
      text: text.replace('{messages}', `https://x.com/messages/compose?recipient_id=${userId}`),
      at: postedAt,
    });
    const { burst, ...rest } = curve;
    await this.#ask('PUT', `/posts/${id}/engagement`, {
      ...rest,
      crowd: true,
      ...(burst
        ? { bursts: [{ at: postedAt + burst.afterHours * HOUR_MS, impressions: burst.impressions }] }
        : {}),
    });
  }

  /** Posts as a person does on X; answers the post's id. */
  async post(author: string, text: string): Promise<string> {
    return (await this.#ask<{ id: string }>('POST', '/posts', { author: `@${author}`, text })).id;
  }

  async idOf(username: string): Promise<string> {
    return (await this.#ask<{ id: string }>('GET', `/users/@${username}`)).id;
  }

  async makeCustomer(customer: DemoCustomer): Promise<void> {
    const { name, username, description, location, followers, verified } = customer;
    await this.#ask('POST', '/users', {
      username,
      name,
      description,
      location,
      dmOpen: true,
      extraFollowers: followers,
      postCount: Math.round(followers / 7) + 12,
      createdAt: joinedAt(username),
      extraFollowing: Math.round(followers / 3) + 40,
      ...(verified ? { verified: true, verifiedType: 'blue' } : {}),
    });
  }

  /** Decides on a consent page as this user, and answers where the browser would go. */
  async consent(url: string, username: string): Promise<string> {
    const { redirect } = await this.#ask<{ redirect?: string }>('POST', '/authorize', {
      url,
      user: `@${username}`,
    });
    if (!redirect) throw new Error('the local X sent nobody back');
    return redirect;
  }

  /** Somebody gathers others in a group; answers its id on X. */
  async gather(creator: string, others: readonly string[]): Promise<string> {
    const participants = others.map((one) => `@${one}`);
    const body = { creator: `@${creator}`, participants };
    return (await this.#ask<{ conversationId: string }>('POST', '/groups', body)).conversationId;
  }

  async writeInto(conversationId: string, from: string, text: string): Promise<void> {
    await this.#ask('POST', '/messages', { conversationId, from: `@${from}`, text });
  }

  /** Writes as a person does on X, without an app. */
  async write(from: string, to: string, line: Omit<DemoLine, 'by'>): Promise<void> {
    const media = line.media ? await this.#upload(from, line.media) : {};
    await this.#ask('POST', '/messages', {
      from: `@${from}`,
      to: `@${to}`,
      ...(line.text ? { text: line.text } : {}),
      ...media,
      ...(line.location
        ? {
            location: {
              type: 'shared_place',
              place: {
                id: line.location.name.toLowerCase(),
                name: line.location.name,
                full_name: line.location.name,
                centroid: [line.location.longitude, line.location.latitude],
              },
            },
          }
        : {}),
    });
  }

  /** The address that the newest message of a customer's newest conversation links to. */
  async lastLink(username: string): Promise<string | undefined> {
    const [newest] = await this.#conversationsOf(username);
    return newest?.last?.urls?.at(-1)?.expandedUrl;
  }

  /** User names of those who wrote to this account last, and wait for an answer. */
  async listWaiting(username: string): Promise<string[]> {
    const ids = (await this.#conversationsOf(username)).flatMap(({ last, otherId }) =>
      otherId !== undefined && last?.senderId === otherId ? [otherId] : [],
    );
    return Promise.all(ids.map((other) => this.#usernameOf(other)));
  }

  async #usernameOf(id: string): Promise<string> {
    const known = this.#usernames.get(id);
    if (known !== undefined) return known;
    const { username } = await this.#ask<{ username: string }>('GET', `/users/${id}`);
    this.#usernames.set(id, username);
    return username;
  }

  async #conversationsOf(username: string): Promise<SeenConversation[]> {
    const path = `/users/@${username}/conversations?limit=100`;
    return (await this.#ask<{ conversations: SeenConversation[] }>('GET', path)).conversations;
  }

  async read(reader: string, other: string): Promise<void> {
    await this.#ask('POST', '/reads', { reader: `@${reader}`, other: `@${other}` });
  }

  async #upload(owner: string, file: string): Promise<{ mediaId: string }> {
    const bytes = readFileSync(new URL(`./assets/${file}`, import.meta.url)).toString('base64');
    const category = file.endsWith('.gif') ? MEDIA_CATEGORY.gif : MEDIA_CATEGORY.png;
    const { id } = await this.#ask<{ id: string }>('POST', '/media', { owner: `@${owner}`, category, bytes });
    return { mediaId: id };
  }
}
