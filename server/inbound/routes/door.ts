import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseErrors } from '../../../contract/errors/base.ts';
import { inboundErrors } from '../../../contract/errors/inbound.ts';
import { AppError, type HttpServer, type Metrics } from '../../base/index.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import type { Door, Doors } from '../doors.ts';
import { isSigned, responseToken, SIGNATURE, SIGNATURE_OAUTH2 } from '../signature.ts';

const LARGEST_BYTES = 2 * 1024 * 1024;
const PATH = '/x/webhooks/:doorKey';
/** A challenge is signed with our secret: what has not the form of a token (an event's body has not) is never signed. */
const CRC_TOKEN = /^[A-Za-z0-9+/=_-]{1,256}$/;

interface DoorOptions {
  readonly doors: Doors;
  readonly log: DeliveryLog;
  readonly metrics: Metrics;
}

interface DoorRequest {
  Params: { doorKey: string };
}

/**
 * The way in for X: signature over the raw bytes, append, commit, then 200. Nothing is parsed or judged here. A scope of
 * its own, since a body is bytes whatever its content type says.
 */
export async function addDoor(http: HttpServer, options: DoorOptions): Promise<void> {
  const refused = options.metrics.counter(
    'rookery_door_refused_total',
    'Requests that the webhook door refused.',
    ['reason'],
  );
  await http.app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LARGEST_BYTES },
      (_request, body, parsed) => parsed(null, body),
    );
    const refuse = (reason: string, error: AppError): never => {
      refused.inc({ reason });
      throw error;
    };
    const enter = async (request: FastifyRequest<DoorRequest>, signed: Buffer | string): Promise<Door> => {
      const { doorKey } = request.params;
      const door = await options.doors.find(doorKey);
      if (!door) return refuse('unknown_door', new AppError(baseErrors.route_not_found));
      const given = { consumer: header(request, SIGNATURE), oauth2: header(request, SIGNATURE_OAUTH2) };
      if (isSigned(signed, door.secrets, given)) return door;
      const again = options.doors.mayBeStale(doorKey) ? await options.doors.find(doorKey, true) : undefined;
      if (again && isSigned(signed, again.secrets, given)) return again;
      return refuse('signature', new AppError(inboundErrors.webhook_signature_wrong));
    };

    scope.post<DoorRequest>(PATH, { bodyLimit: LARGEST_BYTES }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const door = await enter(request, body);
      await options.log.append({
        workspaceId: door.workspaceId,
        appId: door.appId,
        transport: 'webhook',
        body,
      });
      return reply.status(200).send('');
    });

    scope.get<DoorRequest>(PATH, async (request, reply) => {
      const query = queryOf(request);
      const crcToken = new URLSearchParams(query).get('crc_token') ?? '';
      const isSignedAtAll =
        header(request, SIGNATURE) !== undefined || header(request, SIGNATURE_OAUTH2) !== undefined;
      const door = isSignedAtAll
        ? await enter(request, query)
        : await options.doors.find(request.params.doorKey);
      if (!door) return refuse('unknown_door', new AppError(baseErrors.route_not_found));
      // A plus of base64 that was not escaped arrives as a space.
      const token = crcToken.replaceAll(' ', '+');
      if (!CRC_TOKEN.test(token)) return refuse('crc_token', new AppError(inboundErrors.crc_token_refused));
      // Apps without an API secret are challenged over the OAuth 2.0 client secret.
      const byClient =
        header(request, SIGNATURE) === undefined && header(request, SIGNATURE_OAUTH2) !== undefined;
      const secret = (byClient ? door.secrets.clientSecret : undefined) ?? door.secrets.consumerSecret;
      return answerChallenge(reply, responseToken(token, secret));
    });
    done();
  });
}

function answerChallenge(reply: FastifyReply, response_token: string): FastifyReply {
  return reply
    .status(200)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ response_token }));
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** X signs the query of its challenge as it stands in the address. */
function queryOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}
