import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { Entry } from './messages.ts';
import { route } from './route.ts';

/** `in`: what customers write. `out`: what colleagues write to customers. */
export const MaskingDirection = OneOf(['in', 'out', 'both']);
export type MaskingDirection = Static<typeof MaskingDirection>;

/** What must hold beside the pattern: the check digit of a payment card, the check number of an IBAN. */
export const MaskingCheck = OneOf(['none', 'luhn', 'iban']);
export type MaskingCheck = Static<typeof MaskingCheck>;

export const MaskingRuleInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  description: Type.String({ maxLength: 500 }),
  pattern: Type.String({
    minLength: 1,
    maxLength: 1_000,
    description: "A regular expression in RE2's syntax",
  }),
  check: MaskingCheck,
  replacement: Type.String({
    minLength: 1,
    maxLength: 40,
    pattern: '^\\S(.*\\S)?$',
    description: 'One character stands for each character found; a word is put in place of the whole',
  }),
  direction: MaskingDirection,
  active: Type.Boolean(),
});
export type MaskingRuleInput = Static<typeof MaskingRuleInput>;

export const MaskingRule = Type.Object({
  id: Id,
  ...MaskingRuleInput.properties,
  updatedAt: Time,
});
export type MaskingRule = Static<typeof MaskingRule>;

export const MaskingSwitches = Type.Object({
  /** What customers wrote is masked where colleagues and programs read it. */
  customers: Type.Boolean(),
  /** What colleagues write is masked before it is queued for sending. */
  agents: Type.Boolean(),
});
export type MaskingSwitches = Static<typeof MaskingSwitches>;

const MaskedText = Type.Object({
  text: Type.String(),
  /** Which rule found what: offsets count UTF-16 units of the text that was given. `ruleId` is null for a draft. */
  hits: Type.Array(
    Type.Object({
      ruleId: Nullable(Id),
      ruleName: Type.String(),
      start: Type.Integer(),
      end: Type.Integer(),
    }),
  ),
});
export type MaskedText = Static<typeof MaskedText>;

const manage = { access: 'administrator', permission: 'privacy.manage' } as const;

export const maskingRoutes = {
  list: route({
    id: 'masking.list',
    method: 'GET',
    path: '/api/masking',
    ...manage,
    summary:
      'Masking rules in the order of their names (at most 2,000 are listed; all apply), and the switches.',
    response: Type.Object({ switches: MaskingSwitches, rules: Type.Array(MaskingRule) }),
  }),
  switches: route({
    id: 'masking.switches',
    method: 'GET',
    path: '/api/masking/switches',
    access: 'agent',
    summary: 'Whether anything is masked for those who read, and for customers.',
    response: MaskingSwitches,
  }),
  setSwitches: route({
    id: 'masking.setSwitches',
    method: 'PUT',
    path: '/api/masking/switches',
    ...manage,
    summary: "Switches masking of customers' data, and of colleagues' data, on or off.",
    body: MaskingSwitches,
    response: MaskingSwitches,
  }),
  create: route({
    id: 'masking.create',
    method: 'POST',
    path: '/api/masking/rules',
    ...manage,
    summary: 'Adds a masking rule; a pattern that cannot be read is refused with its place.',
    body: MaskingRuleInput,
    response: MaskingRule,
    status: 201,
  }),
  update: route({
    id: 'masking.update',
    method: 'PATCH',
    path: '/api/masking/rules/:id',
    ...manage,
    summary: 'Changes a masking rule.',
    params: IdParams,
    body: Type.Partial(MaskingRuleInput),
    response: MaskingRule,
  }),
  remove: route({
    id: 'masking.remove',
    method: 'DELETE',
    path: '/api/masking/rules/:id',
    ...manage,
    summary: 'Removes a masking rule.',
    params: IdParams,
  }),
  test: route({
    id: 'masking.test',
    method: 'POST',
    path: '/api/masking/test',
    ...manage,
    summary:
      'Masks a text by the active rules of a direction, or by the given one alone, and says which rule hit.',
    body: Type.Object({
      text: Type.String({ maxLength: 10_000 }),
      direction: OneOf(['in', 'out']),
      rule: Type.Optional(Type.Omit(MaskingRuleInput, ['description', 'active', 'direction'])),
    }),
    response: MaskedText,
  }),
  preview: route({
    id: 'masking.preview',
    method: 'POST',
    path: '/api/masking/preview',
    access: 'agent',
    summary: 'An answer as the customer would get it.',
    body: Type.Object({ text: Type.String({ maxLength: 10_000 }) }),
    response: MaskedText,
  }),
  reveal: route({
    id: 'masking.reveal',
    method: 'POST',
    path: '/api/conversations/:id/messages/:messageId/reveal',
    access: 'agent',
    permission: 'messages.unmask',
    summary: 'One entry without masking; written into the audit log.',
    params: Type.Object({ id: Id, messageId: Id }),
    response: Entry,
  }),
};
