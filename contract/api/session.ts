import { Type, type Static } from 'typebox';
import { Id, Nullable, OneOf, Time } from './common.ts';
import { Permissions } from './permissions.ts';
import { route } from './route.ts';

export const Role = OneOf(['administrator', 'supervisor', 'agent']);
export type Role = Static<typeof Role>;

export const Preferences = Type.Object({
  undoSeconds: Type.Integer({
    minimum: 0,
    maximum: 10,
    description: 'How long a sent answer can be taken back',
  }),
  nickname: Type.String({
    maxLength: 60,
    description: 'What customers are told as the name, where the workspace shows nicknames',
  }),
  sound: Type.Boolean(),
  desktopNotifications: Type.Boolean(),
  /** Of offers; `template`: as whoever manages the set-up chose. */
  offerSound: OneOf(['template', 'none', 'chime', 'bell', 'knock', 'alarm']),
  offerLoop: OneOf(['template', 'once', 'always']),
  offerDesktop: OneOf(['template', 'never', 'background', 'always']),
  volume: Type.Integer({ minimum: 0, maximum: 100 }),
  colorScheme: OneOf(['light', 'dark', 'system']),
  highContrast: Type.Boolean(),
  practiceDone: Type.Boolean({ description: 'The two-minute practice was finished or dismissed' }),
  keys: Type.Record(Type.String(), Type.String(), { description: 'Remapped keys: command id to key' }),
  panels: Type.Array(Type.String(), { description: 'Open sections of the customer panel, in order' }),
  panelOrder: Type.Array(Type.String({ maxLength: 40 }), {
    maxItems: 20,
    description: 'All sections of the customer panel, in order; those not named follow',
  }),
});
export type Preferences = Static<typeof Preferences>;

export const Member = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  /** The standard role, or the one that the own role stands on. */
  role: Role,
  /** A role of the workspace's own. */
  customRoleId: Nullable(Id),
  active: Type.Boolean(),
  createdAt: Time,
  lastSeenAt: Nullable(Time),
});
export type Member = Static<typeof Member>;

/** What the browser needs before its first screen. */
export const SessionState = Type.Object({
  state: OneOf(['setup', 'signed_out', 'signed_in']),
  member: Nullable(Member),
  preferences: Nullable(Preferences),
  /** A notice about monitoring waits to be accepted; until then nearly everything is refused. */
  noticeOpen: Type.Boolean(),
  /** What the member's role allows. Empty for nobody. */
  permissions: Permissions,
  workspace: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** Sent back in the `x-csrf-token` header by every request that changes something. */
  csrfToken: Nullable(Type.String()),
  /** Only in a demo workspace: people one can sign in as with one click, from this machine only. */
  demo: Nullable(
    Type.Object({
      people: Type.Array(
        Type.Object({ memberId: Id, name: Type.String(), role: Role, email: Type.String() }),
      ),
      localXUrl: Type.String(),
    }),
  ),
  localXUrl: Nullable(Type.String({ description: "The local X's address, where one runs" })),
  version: Type.String(),
});
export type SessionState = Static<typeof SessionState>;

const Password = Type.String({ minLength: 10, maxLength: 200 });
const Email = Type.String({ format: 'email', maxLength: 200 });
const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const sessionRoutes = {
  get: route({
    id: 'session.get',
    method: 'GET',
    path: '/api/session',
    access: 'public',
    summary: 'Who is signed in, and what the first screen is.',
    response: SessionState,
  }),
  signIn: route({
    id: 'session.signIn',
    method: 'POST',
    path: '/api/session',
    access: 'public',
    summary: 'Signs in with e-mail and password.',
    body: Type.Object({ email: Email, password: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: SessionState,
  }),
  demoSignIn: route({
    id: 'session.demoSignIn',
    method: 'POST',
    path: '/api/session/demo',
    access: 'public',
    summary:
      "Signs in as one of the demo workspace's people; from this machine only, refused outside the demo.",
    body: Type.Object({ memberId: Id }),
    response: SessionState,
  }),
  signOut: route({
    id: 'session.signOut',
    method: 'DELETE',
    path: '/api/session',
    access: 'agent',
    beforeNotice: true,
    summary: 'Signs out here.',
  }),
  signOutEverywhere: route({
    id: 'session.signOutEverywhere',
    method: 'POST',
    path: '/api/session/sign-out-everywhere',
    access: 'agent',
    beforeNotice: true,
    summary: 'Ends every sign-in of this person, this one too.',
  }),
  setUp: route({
    id: 'session.setUp',
    method: 'POST',
    path: '/api/setup',
    access: 'public',
    summary: 'Makes the first workspace and its administrator; refused once there is one.',
    body: Type.Object({
      workspaceName: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
      name: PersonName,
      email: Email,
      password: Password,
    }),
    response: SessionState,
    status: 201,
  }),
  changePassword: route({
    id: 'session.changePassword',
    method: 'PUT',
    path: '/api/session/password',
    access: 'agent',
    summary: 'Changes the own password and ends the other sign-ins.',
    body: Type.Object({ current: Type.String({ maxLength: 200 }), next: Password }),
  }),
  setPreferences: route({
    id: 'session.setPreferences',
    method: 'PATCH',
    path: '/api/session/preferences',
    access: 'agent',
    summary: 'Changes some of the own preferences.',
    body: Type.Partial(Preferences),
    response: Preferences,
  }),
};

export const InvitationInfo = Type.Object({
  workspaceName: Type.String(),
  email: Type.String(),
  role: Role,
  expiresAt: Time,
});

export const invitationRoutes = {
  show: route({
    id: 'invitations.show',
    method: 'GET',
    path: '/api/invitations/by-token/:token',
    access: 'public',
    summary: 'What an invitation link is for.',
    params: Type.Object({ token: Type.String({ maxLength: 100 }) }),
    response: InvitationInfo,
  }),
  accept: route({
    id: 'invitations.accept',
    method: 'POST',
    path: '/api/invitations/by-token/:token',
    access: 'public',
    summary: 'Accepts an invitation: makes the person and signs them in.',
    params: Type.Object({ token: Type.String({ maxLength: 100 }) }),
    body: Type.Object({ name: PersonName, password: Password }),
    response: SessionState,
    status: 201,
  }),
};
