import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';
import { errorPage } from './pages.ts';

const cookieName = 'sim_user';
const listedUsers = 200;

/** Who the browser is signed in as: a cookie, since X takes whoever is logged in there. */
export function findSignedIn(sim: Sim, request: FastifyRequest): SimUser | undefined {
  const id = new RegExp(`(?:^|;\\s*)${cookieName}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1];
  const user = id === undefined ? undefined : sim.users.find(id);
  return user?.suspended ? undefined : user;
}

export function peopleToBe(sim: Sim): SimUser[] {
  return sim.users.page(undefined, listedUsers).filter((user) => !user.suspended);
}

export function html(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
}

/** `POST /_sim/sign-in`: become somebody, then go on where one was. */
export function registerSignIn(app: FastifyInstance, sim: Sim): void {
  app.post('/_sim/sign-in', async (request, reply) => {
    const { user_id: userId = '', return_to: returnTo = '/' } = formBody(request);
    const user = sim.users.find(userId);
    if (!user) return html(reply, 400, errorPage('There is no such user.'));
    // Only back into the simulator: "//host" and "https:" would lead away.
    const target = /^\/(?!\/)/.test(returnTo) ? returnTo : '/';
    reply.header('set-cookie', `${cookieName}=${user.id}; Path=/; HttpOnly; SameSite=Lax`);
    return reply.redirect(target, 303);
  });
}
