import { Type, type Static } from 'typebox';
import { Id, IdParams, OneOf, Time } from './common.ts';
import { route } from './route.ts';
import { standardTemplate, templateSlugs } from './template-standard.ts';

/** How an offer came about; each may have a template of its own in the work stream. */
export const OfferScenario = OneOf(['incoming', 'transfer', 'consult', 'assigned']);
export type OfferScenario = Static<typeof OfferScenario>;

export type TemplateSlug = (typeof templateSlugs)[number];

export const TemplateField = Type.Object({
  /** The workspace's own words, shown before the value. */
  heading: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  slug: Type.String({ pattern: `^(${templateSlugs.join('|')}|context:[A-Za-z][A-Za-z0-9_]{0,49})$` }),
});
export type TemplateField = Static<typeof TemplateField>;

export const OfferSound = OneOf(['none', 'chime', 'bell', 'knock', 'alarm']);
export type OfferSound = Static<typeof OfferSound>;

const Word = Type.String({ minLength: 1, maxLength: 30, pattern: '\\S' });

/** Everything of a template beside its name. */
export const TemplateSettings = Type.Object({
  fields: Type.Array(TemplateField, { maxItems: 12 }),
  /** How long an offer stands. It runs whether or not it is shown. */
  countdownSeconds: Type.Integer({ minimum: 10, maximum: 3_600 }),
  showCountdown: Type.Boolean(),
  /** The agent has it without being asked; the card only leads there. */
  autoAssign: Type.Boolean(),
  /** As `autoAssign`, and the conversation opens by itself. */
  autoAccept: Type.Boolean(),
  acceptText: Word,
  canDecline: Type.Boolean(),
  declineText: Word,
  desktop: OneOf(['never', 'background', 'always']),
  sound: OfferSound,
  /** Rings again and again until it is answered. */
  soundLoops: Type.Boolean(),
});
export type TemplateSettings = Static<typeof TemplateSettings>;

/** The one that cannot be changed; a copy can. */
export const standardTemplateSettings: TemplateSettings = standardTemplate;

export const standardTemplateId = 'standard';

export const NotificationTemplate = Type.Object({
  /** An id, or `standard`. */
  id: Type.String({ maxLength: 24 }),
  name: Type.String(),
  standard: Type.Boolean(),
  settings: TemplateSettings,
  updatedAt: Type.Union([Time, Type.Null()]),
  /** Work streams whose offers look like this. */
  workStreams: Type.Array(Type.Object({ id: Id, name: Type.String() })),
});
export type NotificationTemplate = Static<typeof NotificationTemplate>;

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const templateRoutes = {
  list: route({
    id: 'templates.list',
    method: 'GET',
    path: '/api/templates',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'How offers can look, the standard one first, then by name (at most 200).',
    response: Type.Object({ templates: Type.Array(NotificationTemplate) }),
  }),
  create: route({
    id: 'templates.create',
    method: 'POST',
    path: '/api/templates',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes a template; what is left out is as in the standard one.',
    body: Type.Object({ name: Name, settings: Type.Optional(Type.Partial(TemplateSettings)) }),
    response: NotificationTemplate,
    status: 201,
  }),
  update: route({
    id: 'templates.update',
    method: 'PATCH',
    path: '/api/templates/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Changes a template; offers made from then on follow it.',
    params: IdParams,
    body: Type.Object({ name: Type.Optional(Name), settings: Type.Optional(Type.Partial(TemplateSettings)) }),
    response: NotificationTemplate,
  }),
  remove: route({
    id: 'templates.remove',
    method: 'DELETE',
    path: '/api/templates/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Removes a template; refused while a work stream uses it.',
    params: IdParams,
  }),
};
