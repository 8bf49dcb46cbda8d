import type { ApiUser } from './product.ts';

/** A program with a client of its own, which puts tables in as Domo's clients do. */
export interface DataProgram {
  readonly clientId: string;
  readonly token: string;
  /** Of the Domo API. @throws Error for anything but a success */
  readonly call: (method: string, path: string, body: string, type?: string) => Promise<unknown>;
  /** A DataSet of the columns `who` and `count`, with each CSV added in an update of its own. */
  readonly make: (name: string, ...updates: string[]) => Promise<string>;
}

export async function openDataProgram(
  url: string,
  admin: ApiUser,
  scopes: readonly string[] = ['data'],
): Promise<DataProgram> {
  const { client, secret } = await admin.ask<{ client: { id: string }; secret: string }>(
    'POST',
    '/api/data-clients',
    { name: 'Warehouse', scopes },
  );
  const asked = await fetch(`${url}/oauth/token?grant_type=client_credentials`, {
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` },
  });
  const { access_token: token } = (await asked.json()) as { access_token: string };
  const call: DataProgram['call'] = async (method, path, body, type = 'application/json') => {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: `bearer ${token}`, 'content-type': type },
      body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    clientId: client.id,
    token,
    call,
    make: async (name, ...updates) => {
      const columns = [
        { type: 'STRING', name: 'who' },
        { type: 'LONG', name: 'count' },
      ];
      const made = await call('POST', '/datasets', JSON.stringify({ name, schema: { columns } }));
      // The answer is the DataSet.
      const { id } = made as { id: string };
      for (const csv of updates) {
        await call('PUT', `/datasets/${id}/data?updateMethod=APPEND`, csv, 'text/csv');
      }
      return id;
    },
  };
}
