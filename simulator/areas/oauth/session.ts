import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sim } from '../../sim.ts';
import { randomToken } from '../../state/apps.ts';
import type { Session } from '../../state/sessions.ts';
import type { SimUser } from '../../state/users.ts';

// X's own names for them.
const sessionCookie = 'auth_token';
const guestCookie = 'guest_id';
const sessionSeconds = 30 * 24 * 60 * 60;

export interface SignedIn {
  session: Session;
  user: SimUser;
}

/** Who has signed in with this browser. */
export function findSignedIn(sim: Sim, request: FastifyRequest): SignedIn | undefined {
  const session = sim.sessions.find(cookieOf(request, sessionCookie) ?? '', sim.clock.now());
  const user = session && sim.users.find(session.userId);
  return session && user ? { session, user } : undefined;
}

/** Ends what was, and lets the browser be this user. */
export function signIn(sim: Sim, request: FastifyRequest, reply: FastifyReply, user: SimUser): void {
  sim.sessions.end(cookieOf(request, sessionCookie) ?? '');
  const { id } = sim.sessions.open(user.id, sim.clock.now());
  setCookie(request, reply, sessionCookie, id, sessionSeconds);
}

export function signOut(sim: Sim, request: FastifyRequest, reply: FastifyReply): void {
  sim.sessions.end(cookieOf(request, sessionCookie) ?? '');
  setCookie(request, reply, sessionCookie, '', 0);
}

/** Why this user may do nothing at X; undefined when they may. */
export function refusalOfUser(user: SimUser): string | undefined {
  if (user.suspended) return 'Your account is suspended and is not permitted to access this feature.';
  if (user.locked) return 'To protect our users, this account is temporarily locked. Unlock it first.';
  return undefined;
}

/** What a form must carry: bound to the session, or, before there is one, to this browser. */
export function formToken(sim: Sim, request: FastifyRequest, reply: FastifyReply): string {
  const known = ownerOfForms(sim, request);
  if (known !== undefined) return seal(known);
  const guest = randomToken(30);
  setCookie(request, reply, guestCookie, guest, sessionSeconds);
  return seal(guest);
}

/** Whether the form was made for this browser and, where somebody is signed in, for this session. */
export function isOwnForm(sim: Sim, request: FastifyRequest, fields: Record<string, string>): boolean {
  const known = ownerOfForms(sim, request);
  if (known === undefined) return false;
  const right = Buffer.from(seal(known));
  const given = Buffer.from(fields['authenticity_token'] ?? '');
  return given.length === right.length && timingSafeEqual(given, right);
}

function ownerOfForms(sim: Sim, request: FastifyRequest): string | undefined {
  return findSignedIn(sim, request)?.session.id ?? cookieOf(request, guestCookie);
}

function seal(owner: string): string {
  return createHmac('sha256', owner).update('form').digest('base64url');
}

function cookieOf(request: FastifyRequest, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([A-Za-z0-9]+)`).exec(request.headers.cookie ?? '')?.[1];
}

function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  seconds: number,
): void {
  // At X one sign-in holds for x.com and api.x.com.
  const site = /(?:^|\.)((?:x|twitter)\.com)$/i.exec(request.hostname)?.[1];
  const domain = site ? `; Domain=${site.toLowerCase()}` : '';
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${domain}${secure}`,
  );
}
