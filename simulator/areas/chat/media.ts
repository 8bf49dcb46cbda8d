import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { XChatAppendRequest, XChatFinalizeRequest, XChatUploadRequest } from '../../../contract/x/chat.ts';
import { isMultipart, jsonBody, multipartBody } from '../../core/body.ts';
import { forbidden, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import type { Sim } from '../../sim.ts';
import type { ChatMedia } from '../../state/chat.ts';
import { addressOf, addressOfBody, findOwn } from './address.ts';
import { mayWrite } from './send.ts';
import { bad, checkBody, readBody } from './read-body.ts';

const allow = { oauth2: ['media.write'], oauth1: 'read-write-dm' } as const;
const uploadLifeMs = 24 * 60 * 60_000;
const hashKeyPattern = /^[a-zA-Z0-9]{1,50}$/;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Encrypted files: https://docs.x.com/xchat/media. X sees bytes, never a picture. */
export function registerChatMedia(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/media/upload/initialize',
    allow,
    handle: ({ request, user }) => {
      const body = readBody(XChatUploadRequest, request);
      const address = addressOfBody(sim, user.id, body.conversation_id);
      mayWrite(sim, user.id, address);
      findOwn(sim, user.id, address);
      const at = sim.clock.now();
      const media = sim.chat.media.put({
        hashKey: Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join(''),
        sessionId: sim.ids.next(),
        conversationId: address.id,
        ownerId: user.id,
        totalBytes: body.total_bytes,
        state: 'uploading',
        createdAt: at,
        expiresAt: at + uploadLifeMs,
      });
      return {
        data: {
          session_id: media.sessionId,
          media_hash_key: media.hashKey,
          conversation_id: media.conversationId,
        },
      };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/media/upload/:id/append',
    allow,
    handle: (call) => {
      const { body, chunk } = readAppend(call);
      const media = ownUpload(sim, call, body);
      const index = Number(body.segment_index);
      if (sim.media.receivedBytes(media.sessionId) + chunk.length > media.totalBytes)
        throw bad(`$.media: the segments exceed the total of ${media.totalBytes} bytes`);
      sim.media.appendChunk(media.sessionId, index, chunk);
      return { data: { expires_at: Math.floor(media.expiresAt / 1000) } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/chat/media/upload/:id/finalize',
    allow,
    handle: (call) => {
      const body = readBody(XChatFinalizeRequest, call.request);
      const media = ownUpload(sim, call, body);
      const received = sim.media.receivedBytes(media.sessionId);
      if (received !== media.totalBytes)
        throw bad(
          `Segments do not add up to provided total file size: ${received} of ${media.totalBytes} bytes.`,
        );
      const bytes = received === 0 ? Buffer.alloc(0) : sim.media.assemble(media.sessionId);
      if (!bytes) throw bad('Segments are missing.');
      sim.media.writeBytes(media.sessionId, bytes);
      sim.chat.media.put({
        ...media,
        state: 'ready',
        ...(body.message_id === undefined ? {} : { messageId: body.message_id }),
        ...(body.ttl_msec === undefined ? {} : { goneAt: sim.clock.now() + Number(body.ttl_msec) }),
      });
      return { data: { success: true } };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/chat/media/:id/:media_hash_key',
    allow,
    handle: ({ params, user, reply }) => {
      const address = addressOf(sim, user.id, params['id'] ?? '');
      const hashKey = params['media_hash_key'] ?? '';
      if (!hashKeyPattern.test(hashKey))
        throw invalidRequest(
          { media_hash_key: [hashKey] },
          `The \`media_hash_key\` query parameter value [${hashKey}] does not match ${hashKeyPattern.source}`,
        );
      if (address.kind === 'group' && !findOwn(sim, user.id, address)) throw forbidden();
      const media = sim.chat.media.find(hashKey);
      const isThere =
        media?.conversationId === address.id &&
        media.state === 'ready' &&
        (media.goneAt === undefined || media.goneAt > sim.clock.now());
      const bytes = isThere ? sim.media.readBytes(media.sessionId) : undefined;
      if (!bytes) throw resourceNotFound('media', 'media_hash_key', hashKey);
      return reply
        .header('content-type', 'application/octet-stream')
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    },
  });
}

/** Deletes a file for everybody, when it is the user's own. */
export function removeMedia(sim: Sim, userId: string, conversationId: string, hashKey: string): void {
  const media = sim.chat.media.find(hashKey);
  if (media?.ownerId !== userId || media.conversationId !== conversationId) return;
  sim.chat.media.put({ ...media, state: 'deleted' });
  sim.media.writeBytes(media.sessionId, Buffer.alloc(0));
}

function ownUpload(
  sim: Sim,
  { params, user }: UserCall,
  body: { conversation_id: string; media_hash_key: string },
): ChatMedia {
  const id = params['id'] ?? '';
  const media = sim.chat.findUpload(id);
  if (!media || media.ownerId !== user.id) throw resourceNotFound('media', 'id', id);
  if (media.state !== 'uploading') throw bad('The upload has been finalized already.');
  if (media.expiresAt <= sim.clock.now()) throw bad('The upload session has expired.');
  if (media.hashKey !== body.media_hash_key)
    throw bad('$.media_hash_key: is not the one of this upload session');
  if (addressOfBody(sim, user.id, body.conversation_id).id !== media.conversationId)
    throw bad('$.conversation_id: is not the one of this upload session');
  return media;
}

function readAppend({ request }: UserCall) {
  if (!isMultipart(request)) {
    const body = checkBody(XChatAppendRequest, jsonBody(request));
    return { body, chunk: Buffer.from(body.media, 'base64') };
  }
  const parts = multipartBody(request);
  const chunk = parts.find(({ name }) => name === 'media')?.data;
  const fields = Object.fromEntries(
    parts.map(({ name, data }) => [name, name === 'media' ? '' : data.toString('utf8')]),
  );
  return { body: checkBody(XChatAppendRequest, fields), chunk: chunk ?? Buffer.alloc(0) };
}
