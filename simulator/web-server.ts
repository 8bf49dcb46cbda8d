import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isXHost } from './hosts/names.ts';
import { avatarSvg } from './page/avatar.ts';
import type { Sim } from './sim.ts';

const BUILT = fileURLToPath(new URL('../dist/simulator-web/', import.meta.url));
const POLICY = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'self'",
].join('; ');
const NOT_BUILT =
  '<!doctype html><title>Local X</title><p>The page is not built yet: run <code>npm run build</code>, then reload.';

/** The page on which you are the customer, the console around it, their files, and pictures for users who have none. */
export function registerWeb(web: FastifyInstance, sim: Sim): void {
  void web.register(fastifyStatic, {
    root: `${BUILT}assets`,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  });

  const page = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    return readFile(`${BUILT}index.html`, 'utf8').catch(() => NOT_BUILT);
  };
  web.get('/', page);
  // The console's own addresses; the page itself knows which of them exist.
  web.get('/console', page);
  web.get('/console/*', page);

  // The link into a conversation leads to the page on the simulator's own address, which reads the same parameters.
  web.get('/messages/compose', async (request, reply) =>
    reply.redirect(`${isXHost(request.host) ? sim.url() : ''}/${/\?.*$/s.exec(request.url)?.[0] ?? ''}`),
  );

  web.get<{ Params: { file: string } }>('/avatars/:file', async (request, reply) => {
    const id = /^(\d{1,19})\.svg$/.exec(request.params.file)?.[1] ?? '';
    const name = sim.users.find(id)?.name ?? '?';
    return reply
      .headers({
        'content-type': 'image/svg+xml',
        'cache-control': 'max-age=300',
        'x-content-type-options': 'nosniff',
      })
      .send(avatarSvg(id, name));
  });
}
