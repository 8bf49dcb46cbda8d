import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionRoutes } from '../../../contract/api/index.ts';
import { peopleErrors } from '../../../contract/errors/people.ts';
import { AppError, type Caller, type HttpServer, route } from '../../base/index.ts';
import { memberIdOf } from '../access.ts';
import type { Members } from '../members/members.ts';
import type { MemberRecord } from '../members/store.ts';
import { addressOf, isFromThisMachine } from '../origin.ts';
import type { Setup } from '../setup/setup.ts';
import type { SignInCookie } from './cookie.ts';
import { readState, type StateDeps } from './state.ts';

export interface SessionRouteDeps extends StateDeps {
  readonly members: Members;
  readonly setup: Setup;
  readonly cookie: SignInCookie;
}

export function addSessionRoutes(http: HttpServer, deps: SessionRouteDeps): void {
  const { db, signIns, members, setup, cookie } = deps;

  const selfOf = (caller: Caller): Promise<MemberRecord> =>
    members.get(db.workspace(caller.workspaceId), memberIdOf(caller));

  const begin = (request: FastifyRequest, reply: FastifyReply, token: string) => {
    cookie.write(reply, token);
    return readState(deps, request, token);
  };

  route(http, sessionRoutes.get, ({ request, reply }) => {
    void reply.header('cache-control', 'no-store');
    return readState(deps, request, cookie.read(request));
  });

  route(http, sessionRoutes.signIn, async ({ body, request, reply }) => {
    const started = await signIns.signIn({ ...body, ip: addressOf(request) });
    return begin(request, reply, started.token);
  });

  route(http, sessionRoutes.demoSignIn, async ({ body, request, reply }) => {
    const workspaceId =
      deps.demo && isFromThisMachine(request) ? await setup.findFirstWorkspaceId() : undefined;
    if (!workspaceId) throw new AppError(peopleErrors.demo_not_available);
    const member = await members.get(db.workspace(workspaceId), body.memberId);
    return begin(request, reply, (await signIns.signInMember(member)).token);
  });

  route(http, sessionRoutes.signOut, async ({ caller, request, reply }) => {
    const token = cookie.read(request);
    const member = await selfOf(caller);
    if (token !== undefined) await signIns.signOut(token, member);
    cookie.clear(reply);
  });

  route(http, sessionRoutes.signOutEverywhere, async ({ caller, reply }) => {
    await signIns.signOutEverywhere(await selfOf(caller));
    cookie.clear(reply);
  });

  route(http, sessionRoutes.setUp, async ({ body, request, reply }) => {
    const member = await setup.setUp(body);
    return begin(request, reply, (await signIns.signInMember(member)).token);
  });

  route(http, sessionRoutes.changePassword, async ({ caller, body, request }) => {
    const member = await selfOf(caller);
    await signIns.changePassword(member, { ...body, keepToken: cookie.read(request) ?? '' });
  });

  route(http, sessionRoutes.setPreferences, async ({ caller, body }) =>
    members.setPreferences(db.workspace(caller.workspaceId), await selfOf(caller), body),
  );
}
