import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const zip = promisify(gzip);

/**
 * Answers are zipped for those who ask: `Accept-Encoding: gzip`, which every request to this API should send.
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/engagement-api#post-insights-engagement-totals
 */
export async function zipAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || !takesGzip(request.headers['accept-encoding'])) return payload;
  reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
  return zip(payload, { level: 1 });
}

function takesGzip(header: string | string[] | undefined): boolean {
  const list = Array.isArray(header) ? header.join(',') : (header ?? '');
  return list.split(',').some((item) => {
    const [name = '', ...rest] = item.split(';').map((part) => part.trim().toLowerCase());
    const refused = rest.some((part) => /^q=0(\.0*)?$/.test(part));
    return (name === 'gzip' || name === '*') && !refused;
  });
}
