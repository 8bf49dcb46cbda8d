import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * True when a browser says that the request comes from our own page, or when no browser says anything.
 * The page may be open under the public URL or under any other name of this server.
 */
export function isOwnOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === request.headers.host;
}

/** The address to count tries by. A proxy on this machine is believed about the last hop. */
export function addressOf(request: FastifyRequest): string {
  const forwarded = request.headers['x-forwarded-for'];
  if (!isLoopbackAddress(request.ip) || typeof forwarded !== 'string') return request.ip;
  const last = forwarded.split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? request.ip : last;
}

/**
 * True when a program on this machine asked, under a loopback name: not a proxy for somebody else, and not a page
 * whose name was turned to point here.
 */
export function isFromThisMachine(request: FastifyRequest): boolean {
  if (!isLoopbackAddress(request.ip)) return false;
  if (FORWARDING.some((name) => request.headers[name] !== undefined)) return false;
  const host = `http://${request.headers.host ?? ''}`;
  return URL.canParse(host) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(host).hostname);
}

function isLoopbackAddress(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127\./i.test(ip);
}
