export { actorOf, mayCall, memberIdOf } from './access.ts';
export { checkChain } from './audit/audit.ts';
export { findAuditOf } from './audit/store.ts';
export { type Actor, type Audit, type AuditInput, systemActor } from './audit/audit.ts';
export { shownName } from './members/shown-name-store.ts';
export {
  listReachable,
  type MailTold,
  type MemberMail,
  type MemberMails,
  type ReachableMember,
} from './members/reachable.ts';
export type { MemberId, MemberRecord } from './members/store.ts';
export { preferencesOf } from './preferences/defaults.ts';
export { permissionsOfMember } from './roles/grants.ts';
export { addRoles, type RolesDeps } from './roles/roles.ts';
export { createPeople, type People, type PeopleOptions } from './people.ts';
export {
  type Configured,
  type ConfiguredDeps,
  type ConfiguredKind,
  type ConfiguredThings,
  contradiction,
  createConfigured,
  noteSetup,
  unknownThing,
} from './configured/configured.ts';
export { configuredPart, type FileForm } from './configured/part.ts';
export { addConfiguredRoutes } from './configured/routes.ts';
export { lockKind } from './configured/store.ts';
