import { slackErrors } from '../../../contract/errors/slack.ts';
import type { BodyOf } from '../../../contract/api/route.ts';
import type { slackRoutes } from '../../../contract/api/index.ts';
import { AppError, parseUserUrl, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { listHandles } from '../../handles/index.ts';
import type { Actor } from '../../people/index.ts';
import { readSetup } from '../../routing/index.ts';
import { callSlack, postIncoming } from './api.ts';
import {
  type ChannelInput,
  deleteChannel,
  findChannel,
  noteIdentity,
  saveChannel,
  setReady,
} from './channel-store.ts';
import { type HeardDeps, webApi } from './heard.ts';
import { TRIGGERS } from './say.ts';
import { type GivenSecrets, readSecrets, saveSecrets, whichSecrets } from './secrets.ts';
import { SLACK } from './types.ts';
import { words } from './words.ts';

type Created = BodyOf<typeof slackRoutes.create>;
type Changed = BodyOf<typeof slackRoutes.update>;

const STANDARD_API = 'https://slack.com/api';
const STANDARD_COMMAND = '/dm';
const TEST_MS = 8_000;

/** Channels as they are set up. Each change is audited and told by the endpoint that stands for it. */
export interface Channels {
  /** Answers its id. @throws AppError webhook_limit, slack_…, url_refused. */
  create(db: WorkspaceDb, by: Actor, given: Created): Promise<string>;
  /** @throws AppError not_found, slack_…, url_refused. */
  change(db: WorkspaceDb, by: Actor, id: string, given: Changed): Promise<void>;
  /** @throws AppError not_found. */
  remove(db: WorkspaceDb, by: Actor, id: string): Promise<void>;
  /** Posts a line now. @throws AppError not_found. */
  test(
    db: WorkspaceDb,
    by: Actor,
    id: string,
  ): Promise<{ readonly error: string | null; readonly team: string | null }>;
}

export function createChannels(deps: HeardDeps): Channels {
  const { door, secrets, audit } = deps;
  const { endpoints } = door;
  const rules = { allowPrivate: deps.allowPrivateUrls };

  /** @throws AppError naming the field. */
  const check = async (db: WorkspaceDb, input: ChannelInput, given: GivenSecrets) => {
    if (typeof given.webhookUrl === 'string' && given.webhookUrl.trim() !== '')
      parseUserUrl(given.webhookUrl.trim(), rules);
    const handles = new Set<string>((await listHandles(db)).map(({ id }) => id));
    const { queues } = await readSetup(db);
    const unknown = (what: string, id: string) =>
      new AppError(slackErrors.slack_thing_unknown, { values: { what, id } });
    for (const id of input.handleIds) if (!handles.has(id)) throw unknown('handle', id);
    for (const id of input.queueIds) if (!queues.has(id)) throw unknown('queue', id);
  };

  const noteReady = async (tx: WorkspaceTx, id: string, { channel }: ChannelInput) => {
    const has = await whichSecrets(secrets, tx, id);
    await setReady(tx, id, has.botToken ? channel !== '' : has.webhookUrl);
  };

  return {
    create: (db, by, given) =>
      db.transaction(async (tx) => {
        const input: ChannelInput = {
          apiUrl: trimUrl(given.apiUrl ?? STANDARD_API),
          channel: given.channel ?? '',
          command: given.command ?? STANDARD_COMMAND,
          handleIds: given.handleIds ?? [],
          queueIds: given.queueIds ?? [],
        };
        await check(tx, input, given);
        const { id } = await endpoints.create(tx, by, {
          name: given.name.trim(),
          target: input.apiUrl,
          triggers: TRIGGERS,
        });
        await saveChannel(tx, id, input);
        await saveSecrets(secrets, tx, id, given);
        await noteReady(tx, id, input);
        return id;
      }),
    change: (db, by, id, given) =>
      db.transaction(async (tx) => {
        const before = await endpoints.get(tx, id);
        const channel = await findChannel(tx, id);
        if (!channel) return;
        const { name = before.name, apiUrl = channel.apiUrl, ...rest } = given;
        const input: ChannelInput = {
          apiUrl: trimUrl(apiUrl),
          channel: rest.channel ?? channel.channel,
          command: rest.command ?? channel.command,
          handleIds: rest.handleIds ?? channel.handleIds,
          queueIds: rest.queueIds ?? channel.queueIds,
        };
        await check(tx, input, given);
        await endpoints.update(tx, by, id, { name: name.trim(), target: input.apiUrl });
        await saveChannel(tx, id, input);
        await saveSecrets(secrets, tx, id, given);
        await noteReady(tx, id, input);
        // Whoever mends it need not wait for the next look.
        await endpoints.resumeAfterFailures(tx, id);
      }),
    remove: (db, by, id) =>
      db.transaction(async (tx) => {
        await endpoints.remove(tx, by, id);
        await deleteChannel(tx, id);
      }),
    test: async (db, by, id) => {
      const { name } = await endpoints.get(db, id);
      const tried = await tryNow(deps, db, id, name);
      await db.transaction((tx) =>
        audit(tx, {
          actor: by,
          action: `${SLACK}.tested`,
          subjectKind: SLACK,
          subjectId: id,
          facts: { outcome: tried.error === null ? 'fine' : 'failed' },
        }),
      );
      return tried;
    },
  };
}

async function tryNow(
  deps: HeardDeps,
  db: WorkspaceDb,
  id: string,
  name: string,
): Promise<{ readonly error: string | null; readonly team: string | null }> {
  const channel = await findChannel(db, id);
  const secrets = await readSecrets(deps.secrets, db, id);
  if (!channel || !secrets) return { error: 'the secrets cannot be opened with our master key', team: null };
  if (!channel.ready) return { error: words.unfinished, team: null };
  const text = words.test(name);
  if (secrets.botToken === undefined) {
    const { error } = await postIncoming(deps.ask, secrets.webhookUrl ?? '', { text }, TEST_MS);
    return { error, team: null };
  }
  const api = { ...webApi(deps, channel.apiUrl, secrets.botToken), timeoutMs: TEST_MS };
  const who = await callSlack(api, 'auth.test', {});
  if (!who.said) return { error: who.carried.error, team: null };
  const { team, user_id: botUserId } = who.said;
  const identity = { team: textOf(team), botUserId: textOf(botUserId) };
  await noteIdentity(db, id, identity);
  const posted = await callSlack(api, 'chat.postMessage', { channel: channel.channel, text });
  return { error: posted.carried.error, team: identity.team };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 200) : null);
const trimUrl = (url: string): string => url.trim().replace(/\/+$/, '');
