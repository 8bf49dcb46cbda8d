import type { FastifyRequest } from 'fastify';
import { type SessionState, standardPermissions } from '../../../contract/api/index.ts';
import type { Db } from '../../base/index.ts';
import { presentMember } from '../members/present.ts';
import { findMember, listMembers } from '../members/store.ts';
import { isFromThisMachine } from '../origin.ts';
import { preferencesOf } from '../preferences/defaults.ts';
import { findFirstWorkspaceId, getWorkspace } from '../setup/store.ts';
import { csrfTokenOf } from '../tokens.ts';
import type { SignIns } from './sign-ins.ts';

export interface StateDeps {
  readonly db: Db;
  readonly signIns: SignIns;
  readonly demo: boolean;
  readonly localXUrl: string | null;
  readonly version: string;
}

// People that a demo shows for one-click sign-in.
const MOST_DEMO_PEOPLE = 20;

/** What the browser needs before its first screen, for the sign-in with this token. */
export async function readState(
  deps: StateDeps,
  request: FastifyRequest,
  token: string | undefined,
): Promise<SessionState> {
  const { localXUrl, version } = deps;
  const nobody: SessionState = {
    state: 'signed_out',
    noticeOpen: false,
    member: null,
    preferences: null,
    permissions: [],
    workspace: null,
    csrfToken: null,
    demo: null,
    localXUrl,
    version,
  };
  const signedIn = token === undefined ? undefined : await deps.signIns.recognise(token);
  if (token !== undefined && signedIn) {
    const workspace = deps.db.workspace(signedIn.workspaceId);
    const member = await findMember(workspace, signedIn.memberId);
    if (member) {
      return {
        ...nobody,
        state: 'signed_in',
        noticeOpen: signedIn.noticeOpen,
        member: presentMember(member),
        preferences: preferencesOf(member.preferences),
        permissions: [...standardPermissions[member.role]],
        workspace: await getWorkspace(workspace),
        csrfToken: csrfTokenOf(token),
        demo: await readDemo(deps, request),
      };
    }
  }
  const isSetUp = (await findFirstWorkspaceId(deps.db)) !== undefined;
  return { ...nobody, state: isSetUp ? 'signed_out' : 'setup', demo: await readDemo(deps, request) };
}

async function readDemo(deps: StateDeps, request: FastifyRequest): Promise<SessionState['demo']> {
  if (!deps.demo || deps.localXUrl === null || !isFromThisMachine(request)) return null;
  const workspaceId = await findFirstWorkspaceId(deps.db);
  if (!workspaceId) return null;
  const members = await listMembers(deps.db.workspace(workspaceId));
  return {
    people: members
      .filter((member) => member.active)
      .slice(0, MOST_DEMO_PEOPLE)
      .map(({ id, name, role, email }) => ({ memberId: id, name, role, email })),
    localXUrl: deps.localXUrl,
  };
}
