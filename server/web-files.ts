import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { HttpServer } from './base/index.ts';

const YEAR_S = 31_536_000;

/**
 * Serves the browser program: hashed files for ever, and its one page for every address that a person may open.
 * Without a build, pages answer 404 and the API works.
 */
export async function addWebFiles(http: HttpServer, directory: string): Promise<void> {
  const { app } = http;
  if (!existsSync(join(directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: directory,
    index: false,
    wildcard: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const forever = path.includes(`${directory}/assets/`);
      response.header('cache-control', forever ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  app.get('/', (_request, reply) => reply.sendFile('index.html'));
  http.answerUnknown = (request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|x|sc|metrics|assets)(\/|$|\?)/.test(request.url);
    if (!isPage || !(request.headers.accept ?? '').includes('text/html')) return undefined;
    return reply.sendFile('index.html');
  };
}
