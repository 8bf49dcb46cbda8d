import type { FastifyReply, FastifyRequest } from 'fastify';
import { SIGN_IN_LIFE_MS } from './sign-ins.ts';

/** The sign-in cookie. On https its name binds it to this very host. */
export interface SignInCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

export function createSignInCookie(https: boolean): SignInCookie {
  const name = https ? '__Host-rookery' : 'rookery';
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: https } as const;
  return {
    read: (request) => request.cookies[name] || undefined,
    write: (reply, token) => {
      void reply.setCookie(name, token, { ...attributes, maxAge: SIGN_IN_LIFE_MS / 1000 });
    },
    clear: (reply) => {
      void reply.clearCookie(name, attributes);
    },
  };
}
