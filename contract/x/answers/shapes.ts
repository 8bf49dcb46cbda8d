import { type TProperties, type TSchema, Type } from 'typebox';

/** X renamed tweets to posts; an answer has the words of one of the two. */
export type Words = 'tweets' | 'posts';

export const closed = { additionalProperties: false } as const;

/** An object that may have any of these members, and no others; those of `required` it must have. */
export const some = (members: TProperties, required: TProperties = {}) =>
  Type.Object({ ...required, ...Type.Partial(Type.Object(members)).properties }, closed);

export const all = (members: TProperties) => Type.Object(members, closed);
/** An answer of `data` alone, with all of these members. */
export const data = (members: TProperties) => all({ data: all(members) });
export const list = (item: TSchema) => Type.Array(item);

export const text = Type.String();
export const count = Type.Integer({ minimum: 0 });
export const yesNo = Type.Boolean();
export const XIdText = Type.String({ pattern: '^[0-9]{1,19}$' });
/** `2026-11-21T12:00:00.000Z`. */
export const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z$' });
export const oneOf = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));

const span = { start: count, end: count };
const Tag = all({ ...span, tag: text });
const Mention = some({ id: XIdText }, { ...span, username: text });
const Url = some(
  {
    expanded_url: text,
    display_url: text,
    media_key: text,
    title: text,
    description: text,
    status: count,
    unwound_url: text,
    images: list(some({ url: text, width: count, height: count })),
  },
  { ...span, url: text },
);
export const entityLists = {
  cashtags: list(Tag),
  hashtags: list(Tag),
  mentions: list(Mention),
  urls: list(Url),
};
export const Entities = some(entityLists);
export const Urls = some({ urls: list(Url) });

/** One of `errors[]` beside data, or, with a status, a refusal. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
export const problemIn = (words: Words) =>
  some(
    {
      detail: text,
      status: Type.Integer({ minimum: 400, maximum: 599 }),
      parameter: text,
      value: text,
      field: text,
      section: oneOf('data', 'includes'),
      resource_id: text,
      resource_type: text,
      reason: text,
      // Of client-forbidden.
      client_id: text,
      required_enrollment: text,
      registration_url: text,
      // https://docs.x.com/x-api/fundamentals/handling-disconnections
      connection_issue: oneOf(
        'TooManyConnections',
        'ProvisioningSubscription',
        'RuleConfigurationIssue',
        'RulesInvalidIssue',
      ),
      errors: Type.Array(Type.Object({}, { additionalProperties: true })),
    },
    {
      title: text,
      type: Type.String({
        pattern: `^(about:blank|https://api\\.${words === 'posts' ? 'x' : 'twitter'}\\.com/2/problems/[a-z0-9-]+)$`,
      }),
    },
  );

/** What money is about keeps the old host, and names what it is about. */
export const MoneyProblem = some(
  {
    account_id: text,
    product_name: text,
    period: oneOf('Daily', 'Monthly'),
    scope: oneOf('Account', 'Product'),
    reset_date: text,
  },
  {
    title: oneOf('CreditsDepleted', 'SpendCapReached', 'UsageCapExceeded'),
    detail: text,
    type: Type.String({ pattern: '^https://api\\.twitter\\.com/2/problems/(credits|usage-capped)$' }),
  },
);
