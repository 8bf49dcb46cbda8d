import { baseErrors } from '../../../contract/errors/base.ts';
import { isError, type Secrets, type WorkspaceDb } from '../../base/index.ts';
import type { ChannelSecrets } from './types.ts';

/** Fields under which they are sealed; their owner is the channel. */
const FIELDS = {
  webhookUrl: 'slack_webhook_url',
  botToken: 'slack_bot_token',
  signingSecret: 'slack_signing_secret',
} as const;

/** As somebody gives them: null takes one away, undefined leaves it. */
export type GivenSecrets = { readonly [name in keyof typeof FIELDS]?: string | null | undefined };

/** Undefined: they cannot be opened with our master key. */
export async function readSecrets(
  secrets: Pick<Secrets, 'find'>,
  db: WorkspaceDb,
  id: string,
): Promise<ChannelSecrets | undefined> {
  const read = (name: keyof typeof FIELDS) => secrets.find(db, id, FIELDS[name]);
  try {
    return {
      webhookUrl: await read('webhookUrl'),
      botToken: await read('botToken'),
      signingSecret: await read('signingSecret'),
    };
  } catch (error) {
    if (isError(error, baseErrors.secret_unreadable)) return undefined;
    throw error;
  }
}

/** Which there are, without opening them. */
export async function whichSecrets(
  secrets: Pick<Secrets, 'fields'>,
  db: WorkspaceDb,
  id: string,
): Promise<{ readonly [name in keyof typeof FIELDS]: boolean }> {
  const fields = await secrets.fields(db, id);
  return {
    webhookUrl: fields.includes(FIELDS.webhookUrl),
    botToken: fields.includes(FIELDS.botToken),
    signingSecret: fields.includes(FIELDS.signingSecret),
  };
}

/** Seals what is given, and forgets what is taken away. */
export async function saveSecrets(
  secrets: Pick<Secrets, 'put' | 'remove'>,
  db: WorkspaceDb,
  id: string,
  given: GivenSecrets,
): Promise<void> {
  for (const name of ['webhookUrl', 'botToken', 'signingSecret'] as const) {
    const value = given[name];
    if (value === undefined) continue;
    if (value === null || value.trim() === '') await secrets.remove(db, id, FIELDS[name]);
    else await secrets.put(db, id, FIELDS[name], value.trim());
  }
}
