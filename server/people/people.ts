import type { AppEvent } from '../../contract/events/index.ts';
import type { Caller, Clock, Db, HttpServer, Logger, WorkspaceTx } from '../base/index.ts';
import { createAccessCheck, createStillAllowed } from './access.ts';
import { createApiKeys } from './api-keys/api-keys.ts';
import { addApiKeyRoutes } from './api-keys/routes.ts';
import { createAudit } from './audit/audit.ts';
import { addAuditRoutes } from './audit/routes.ts';
import { createInvitations } from './invitations/invitations.ts';
import { addInvitationRoutes } from './invitations/routes.ts';
import { createMembers } from './members/members.ts';
import { addMemberRoutes } from './members/routes.ts';
import { addMonitoringRoutes } from './monitoring/routes.ts';
import { createSetup } from './setup/setup.ts';
import { createSignInCookie } from './sign-ins/cookie.ts';
import { addSessionRoutes } from './sign-ins/routes.ts';
import { createSignIns } from './sign-ins/sign-ins.ts';
import { deleteOldSignIns } from './sign-ins/store.ts';
import { deleteOldWindows } from './throttle/store.ts';

export interface PeopleOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Appends to the event log in the transaction. */
  readonly emit: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
  /** Fills a new workspace with what it needs from the start. */
  readonly onWorkspaceCreated: (tx: WorkspaceTx) => Promise<void>;
  /** In the transaction that takes a member's access; `by` is null at the command line. */
  readonly onMemberRemoved: (tx: WorkspaceTx, memberId: string, by: Caller | null) => Promise<void>;
  readonly publicUrl: string;
  readonly demo: boolean;
  readonly localXUrl: string | null;
  readonly version: string;
}

/** Staff: who may sign in and as what, keys for programs, and the audit log. */
export function createPeople(options: PeopleOptions) {
  const { db, clock } = options;
  const audit = createAudit(clock);
  const deps = { ...options, audit };
  const members = createMembers(deps);
  const signIns = createSignIns(deps);
  const invitations = createInvitations(deps, members);
  const apiKeys = createApiKeys(deps);
  const setup = createSetup(deps, members, signIns);
  const cookie = createSignInCookie(new URL(options.publicUrl).protocol === 'https:');

  return {
    audit,
    members,
    setup,
    apiKeys,
    /** For `http.checkAccess`. */
    checkAccess: createAccessCheck({ db, cookie, signIns, apiKeys, publicUrl: options.publicUrl }),
    /** For what stays open longer than a request. */
    stillAllowed: createStillAllowed({ db, apiKeys }),
    addRoutes(http: HttpServer): void {
      const all = { ...options, members, signIns, invitations, apiKeys, setup, cookie };
      addSessionRoutes(http, all);
      addInvitationRoutes(http, all);
      addMemberRoutes(http, all);
      addApiKeyRoutes(http, all);
      addAuditRoutes(http, all);
      addMonitoringRoutes(http, { ...options, audit });
    },
    /** Forgets sign-ins and counted tries that are over. Run now and then. */
    async forgetOld(): Promise<void> {
      const now = clock.now();
      await deleteOldSignIns(db, now);
      await deleteOldWindows(db, now);
    },
  };
}

export type People = ReturnType<typeof createPeople>;
