import { type Invitation, invitationAdminRoutes, invitationRoutes } from '../../../contract/api/index.ts';
import { type HttpServer, route } from '../../base/index.ts';
import { actorOf } from '../access.ts';
import { addressOf } from '../origin.ts';
import { getWorkspace } from '../setup/store.ts';
import type { SignInCookie } from '../sign-ins/cookie.ts';
import { readState, type StateDeps } from '../sign-ins/state.ts';
import type { Invitations } from './invitations.ts';
import type { InvitationRecord } from './store.ts';

export interface InvitationRouteDeps extends StateDeps {
  readonly invitations: Invitations;
  readonly cookie: SignInCookie;
  readonly publicUrl: string;
}

export function addInvitationRoutes(http: HttpServer, deps: InvitationRouteDeps): void {
  const { db, invitations } = deps;

  route(http, invitationAdminRoutes.list, async ({ caller }) => ({
    invitations: (await invitations.list(db.workspace(caller.workspaceId))).map(present),
  }));

  route(http, invitationAdminRoutes.create, async ({ caller, body }) => {
    const made = await invitations.create(db.workspace(caller.workspaceId), caller, body);
    const link = new URL(`/invitation/${made.token}`, deps.publicUrl).href;
    return { invitation: present(made.invitation), link };
  });

  route(http, invitationAdminRoutes.remove, ({ caller, params }) =>
    invitations.remove(db.workspace(caller.workspaceId), actorOf(caller), params.id),
  );

  route(http, invitationRoutes.show, async ({ params, reply }) => {
    void reply.header('cache-control', 'no-store');
    const { workspaceId, invitation } = await invitations.open(params.token);
    const workspace = await getWorkspace(db.workspace(workspaceId));
    return {
      workspaceName: workspace.name,
      email: invitation.email,
      role: invitation.role,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  });

  route(http, invitationRoutes.accept, async ({ params, body, request, reply }) => {
    const member = await invitations.accept(params.token, { ...body, ip: addressOf(request) });
    const { token } = await deps.signIns.signInMember(member);
    deps.cookie.write(reply, token);
    return readState(deps, request, token);
  });
}

function present(invitation: InvitationRecord): Invitation {
  return {
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    customRoleId: invitation.customRoleId,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    acceptedAt: invitation.acceptedAt?.toISOString() ?? null,
  };
}
