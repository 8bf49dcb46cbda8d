import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formBody } from '../../core/body.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';
import { errorPage, html } from './page-frame.ts';
import { queryOf } from './query-of.ts';
import { refusedUserPage, signInPage } from './session-pages.ts';
import { findSignedIn, formToken, isOwnForm, refusalOfUser, signIn, signOut } from './session.ts';

const listedPeople = 60;
const home = '/settings/connected_apps';
const staleForm = 'This page was made for another sign-in. Go back, load it again, and try once more.';

interface Asked {
  /** Where to go on afterwards. */
  returnTo: string;
  name?: string;
  refusal?: string;
}

/** The login page, at whatever address somebody has to sign in. */
export function askToSignIn(
  sim: Sim,
  request: FastifyRequest,
  reply: FastifyReply,
  { returnTo, name = '', refusal }: Asked,
): FastifyReply {
  const known = sim.users.page(undefined, listedPeople);
  const people = known.filter((user) => !user.suspended);
  const view = { returnTo, token: formToken(sim, request, reply), name, refusal, people };
  return html(reply, refusal ? 401 : 200, signInPage({ ...view, others: sim.users.count() - known.length }));
}

/** `/login` and `/logout` as at X, and the simulator's own way to become somebody with one click. */
export function registerLogin(app: FastifyInstance, sim: Sim): void {
  for (const path of ['/login', '/i/flow/login'])
    app.get(path, async (request, reply) => {
      const query = queryOf(request);
      return askToSignIn(sim, request, reply, { returnTo: placeHere(query['redirect_after_login']) });
    });

  app.post('/login', { config: { secretBody: true } }, async (request, reply) => {
    const fields = formBody(request);
    const { 'session[username_or_email]': name = '', 'session[password]': password = '' } = fields;
    const returnTo = placeHere(fields['redirect_after_login']);
    const again = (refusal: string) => askToSignIn(sim, request, reply, { returnTo, name, refusal });
    if (!isOwnForm(sim, request, fields)) return again(staleForm);
    const user = findUser(sim, name);
    if (!user || !sim.passwords.matches(user.id, password))
      return again(
        'The user name and password that you entered did not match our records. Please try again.',
      );
    return enter(sim, request, reply, user, returnTo);
  });

  app.post('/_sim/continue-as', async (request, reply) => {
    const fields = formBody(request);
    const returnTo = placeHere(fields['redirect_after_login']);
    if (!isOwnForm(sim, request, fields))
      return askToSignIn(sim, request, reply, { returnTo, refusal: staleForm });
    const user = sim.users.find(fields['user_id'] ?? '');
    if (!user) return html(reply, 400, errorPage('There is no such user.'));
    return enter(sim, request, reply, user, returnTo);
  });

  app.post('/logout', async (request, reply) => {
    const fields = formBody(request);
    if (findSignedIn(sim, request) && !isOwnForm(sim, request, fields))
      return html(reply, 403, errorPage(staleForm));
    signOut(sim, request, reply);
    return reply.redirect(placeHere(fields['redirect_after_logout'], '/login'), 303);
  });
}

function enter(
  sim: Sim,
  request: FastifyRequest,
  reply: FastifyReply,
  user: SimUser,
  returnTo: string,
): FastifyReply {
  const refusal = refusalOfUser(user);
  if (refusal) return html(reply, 403, refusedUserPage(user, refusal, returnTo));
  signIn(sim, request, reply, user);
  return reply.redirect(returnTo, 303);
}

function findUser(sim: Sim, name: string): SimUser | undefined {
  const typed = name.trim();
  if (typed.startsWith('@') || !typed.includes('@')) return sim.users.findByUsername(typed.replace('@', ''));
  return sim.users.findByEmail(typed);
}

/** Only back into the simulator: "//host", "/\host" and "https:" would lead away. */
function placeHere(asked: string | undefined, otherwise = home): string {
  return asked !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : otherwise;
}
