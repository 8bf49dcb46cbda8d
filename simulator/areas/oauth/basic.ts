import type { FastifyRequest } from 'fastify';

/** Id and secret of a Basic header; both may be URL-encoded in it. */
export function basicCredentials(request: FastifyRequest): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)/i.exec(request.headers.authorization ?? '')?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { id: unescape(text.slice(0, colon)), secret: unescape(text.slice(colon + 1)) };
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
