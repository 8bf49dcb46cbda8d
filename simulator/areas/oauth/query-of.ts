import type { FastifyRequest } from 'fastify';

/** The query of a page: of a name that is given twice, the last value. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  const [, search = ''] = request.url.split(/\?(.*)/s, 2);
  return Object.fromEntries(new URLSearchParams(search));
}
