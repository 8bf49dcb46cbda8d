import type { FastifyRequest } from 'fastify';
import { baseErrors } from '../../../contract/errors/base.ts';
import { slackErrors } from '../../../contract/errors/slack.ts';
import { AppError, asId, isId, machineNowMs, type WorkspaceDb } from '../../base/index.ts';
import { readObject } from './api.ts';
import { findChannel } from './channel-store.ts';
import type { Commands } from './commands.ts';
import { insertEvent } from './event-store.ts';
import type { Heard } from './heard.ts';
import { readMessage } from './read-message.ts';
import { readSecrets } from './secrets.ts';
import { isFromSlack } from './signature.ts';
import { findThreadByTs } from './thread-store.ts';
import type { ChannelRecord, SlackDeps } from './types.ts';

const LARGEST_BYTES = 1024 * 1024;
const PATH = '/business/slack/:workspaceId/:slackId';

export const eventsUrl = (publicUrl: string, workspaceId: string, id: string): string =>
  `${publicUrl}/business/slack/${workspaceId}/${id}/events`;
export const commandUrl = (publicUrl: string, workspaceId: string, id: string): string =>
  `${publicUrl}/business/slack/${workspaceId}/${id}/command`;

interface DoorRequest {
  Params: { workspaceId: string; slackId: string };
}

/**
 * The way in for Slack: signature over the raw bytes, then what was said is stored and committed, then 200. A scope of its
 * own, since a body is bytes whatever its content type says.
 */
export function addDoor(
  deps: SlackDeps,
  parts: { readonly heard: Heard; readonly commands: Commands },
): void {
  deps.http.app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LARGEST_BYTES },
      (_request, body, parsed) => parsed(null, body),
    );

    scope.post<DoorRequest>(`${PATH}/events`, { bodyLimit: LARGEST_BYTES }, async (request, reply) => {
      const { db, channel, body, isOn } = await enter(deps, request);
      const envelope = readObject(body.toString('utf8'));
      if (!envelope) throw new AppError(slackErrors.slack_body_wrong);
      if (envelope['type'] === 'url_verification')
        return reply
          .type('application/json; charset=utf-8')
          .send(JSON.stringify({ challenge: String(envelope['challenge']).slice(0, 500) }));
      if (envelope['type'] === 'event_callback' && isOn) await hear(deps, db, channel, envelope, parts.heard);
      return reply.status(200).send('');
    });

    scope.post<DoorRequest>(`${PATH}/command`, { bodyLimit: LARGEST_BYTES }, async (request, reply) => {
      const { db, channel, body, isOn } = await enter(deps, request);
      const form = new URLSearchParams(body.toString('utf8'));
      // Slack looks now and then whether our certificate is good.
      if (form.get('ssl_check') === '1') return reply.status(200).send('');
      const text = await parts.commands.run(db, channel, form, isOn);
      return reply
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ response_type: 'ephemeral', text }));
    });
    done();
  });
}

async function enter(
  deps: SlackDeps,
  request: FastifyRequest<DoorRequest>,
): Promise<{ db: WorkspaceDb; channel: ChannelRecord; body: Buffer; isOn: boolean }> {
  const { workspaceId, slackId } = request.params;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const unknown = () => new AppError(baseErrors.route_not_found);
  if (!isId(workspaceId) || !isId(slackId)) throw unknown();
  const db = deps.db.workspace(asId<'workspace'>(workspaceId));
  const channel = await findChannel(db, slackId);
  const endpoint = channel && (await deps.door.endpoints.find(db, slackId));
  if (!channel || !endpoint) throw unknown();
  const secret = (await readSecrets(deps.secrets, db, slackId))?.signingSecret;
  const given = {
    timestamp: header(request, 'x-slack-request-timestamp'),
    signature: header(request, 'x-slack-signature'),
  };
  if (secret === undefined || !isFromSlack(secret, given, body, machineNowMs()))
    throw new AppError(slackErrors.slack_signature_wrong);
  return { db, channel, body, isOn: endpoint.pausedBy !== 'person' };
}

/** Stores what is an answer in a thread of ours, once; everything else passes. */
async function hear(
  deps: SlackDeps,
  db: WorkspaceDb,
  channel: ChannelRecord,
  envelope: Readonly<Record<string, unknown>>,
  heard: Heard,
): Promise<void> {
  const message = readMessage(envelope, channel.botUserId);
  if (!message) return;
  const { eventId, threadTs, channel: place, ...said } = message;
  const thread = await findThreadByTs(db, channel.id, place, threadTs);
  if (!thread) return;
  const { conversationId } = thread;
  await insertEvent(db, { slackId: channel.id, eventId, conversationId, message: said }, deps.clock.now());
  heard.wake(db, channel.id, conversationId);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
