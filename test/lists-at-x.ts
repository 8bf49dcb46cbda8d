import type { LocalXDriver } from './product.ts';

/** Lists of a user of the local X, as the user sees them there. */
export interface ListsAtX {
  /** @returns the id of a new List */
  make(name: string): Promise<string>;
  /** Usernames on a List, by the alphabet. */
  membersOf(listId: string): Promise<string[]>;
}

/** @param user `@` and the username */
export function listsAtX(x: LocalXDriver, user: string): ListsAtX {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const { apps } = await x.control<{ apps: { id: string }[] }>('GET', '/apps');
    const { accessToken } = await x.control<{ accessToken: string }>('POST', '/tokens', {
      appId: apps[0]?.id,
      user,
      kind: 'oauth2',
      scopes: ['list.read', 'list.write', 'tweet.read', 'users.read'],
    });
    const answer = await fetch(`${x.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`);
    const { data } = (await answer.json()) as { data: T };
    return data;
  };
  return {
    make: async (name) => (await ask<{ id: string }>('POST', '/2/lists', { name })).id,
    async membersOf(listId) {
      const members = await ask<{ username: string }[] | undefined>('GET', `/2/lists/${listId}/members`);
      return (members ?? []).map(({ username }) => username).toSorted();
    },
  };
}
