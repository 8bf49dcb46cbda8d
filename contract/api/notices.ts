import { Type, type Static } from 'typebox';
import { Id, Nullable, OneOf } from './common.ts';
import { route } from './route.ts';

export const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' });

/** When something is said to a customer by itself. */
export const NoticeTrigger = OneOf([
  'greeting',
  'out_of_hours',
  'holiday',
  'no_agent',
  'next_in_line',
  'queue_position',
  'agent_assigned',
  'agent_joined',
  'transfer_accepted',
  'consult_accepted',
  'consult_ended',
  'agent_left',
  'agent_disconnected',
  'agent_ended',
  'session_ended',
  'overflow_ended',
]);
export type NoticeTrigger = Static<typeof NoticeTrigger>;

/** Places in a text that are filled when it is sent. */
export const noticeSlugs = [
  'AgentName',
  'QueueName',
  'CustomerName',
  'HandleName',
  'Position',
  'NextOpening',
] as const;
export type NoticeSlug = (typeof noticeSlugs)[number];

/** By language. */
export const Texts = Type.Record(Language, Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }));

export const NoticeInput = Type.Object({
  active: Type.Boolean(),
  /** For customers of a handle whose language has no text. */
  defaultLanguage: Language,
  texts: Texts,
});
export type NoticeInput = Static<typeof NoticeInput>;

export const Notice = Type.Object({
  trigger: NoticeTrigger,
  /** Where the text comes from: this handle, all handles, or the product. */
  level: OneOf(['handle', 'channel', 'standard']),
  ...NoticeInput.properties,
});
export type Notice = Static<typeof Notice>;

const HandleQuery = Type.Object({ handleId: Type.Optional(Id) });
const NoticeParams = Type.Object({ trigger: NoticeTrigger });

export const noticeRoutes = {
  list: route({
    id: 'notices.list',
    method: 'GET',
    path: '/api/automatic-messages',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Every automatic message as it holds for all handles, or for one.',
    query: HandleQuery,
    response: Type.Object({ notices: Type.Array(Notice) }),
  }),
  save: route({
    id: 'notices.save',
    method: 'PUT',
    path: '/api/automatic-messages/:trigger',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      "Sets an automatic message for all handles, or for one, which then wins. A handle's inactive one sends nothing.",
    params: NoticeParams,
    query: HandleQuery,
    body: NoticeInput,
    response: Notice,
  }),
  reset: route({
    id: 'notices.reset',
    method: 'DELETE',
    path: '/api/automatic-messages/:trigger',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Forgets what was set: a handle follows the channel again, the channel the standard, which is off.',
    params: NoticeParams,
    query: HandleQuery,
    response: Notice,
  }),
};

/** Texts about privacy in one language. {Link} in `notice` and `question` is the address of the page. */
export const PrivacyTexts = Type.Object({
  notice: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  /** What leaves to whom; paragraphs are parted by an empty line. */
  page: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }),
  question: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  yes: Type.String({ minLength: 1, maxLength: 36, pattern: '\\S' }),
  no: Type.String({ minLength: 1, maxLength: 36, pattern: '\\S' }),
  /** Answered to a yes; empty: nothing is. */
  given: Type.String({ maxLength: 1_000 }),
  refused: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
});
export type PrivacyTexts = Static<typeof PrivacyTexts>;

export const PrivacyMode = OneOf(['off', 'notice', 'ask']);
export type PrivacyMode = Static<typeof PrivacyMode>;

export const PrivacySetting = Type.Object({
  mode: PrivacyMode,
  defaultLanguage: Language,
  texts: Type.Record(Language, PrivacyTexts),
});
export type PrivacySetting = Static<typeof PrivacySetting>;

const OptWords = Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }), { maxItems: 50 });

/** Whole messages, whatever their case, that end or restore automatic messages. */
export const OptOutWords = Type.Record(
  Language,
  Type.Object({
    out: OptWords,
    in: OptWords,
    /** Said once when they end; empty: nothing is. */
    confirmOut: Type.String({ maxLength: 1_000 }),
    confirmIn: Type.String({ maxLength: 1_000 }),
  }),
);
export type OptOutWords = Static<typeof OptOutWords>;

const HandleParams = Type.Object({ id: Id });

export const consentRoutes = {
  getPrivacy: route({
    id: 'consent.getPrivacy',
    method: 'GET',
    path: '/api/handles/:id/privacy',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'What customers of a handle are told about privacy, and whether they are asked first.',
    params: HandleParams,
    response: Type.Object({ setting: PrivacySetting, url: Type.String() }),
  }),
  savePrivacy: route({
    id: 'consent.savePrivacy',
    method: 'PUT',
    path: '/api/handles/:id/privacy',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Sets what customers of a handle are told. With `ask`, agents see nothing of what a customer writes until the yes.',
    params: HandleParams,
    body: PrivacySetting,
    response: Type.Object({ setting: PrivacySetting, url: Type.String() }),
  }),
  getWords: route({
    id: 'consent.getWords',
    method: 'GET',
    path: '/api/opt-out-words',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'The words with which customers end and restore automatic messages.',
    response: Type.Object({ words: OptOutWords }),
  }),
  saveWords: route({
    id: 'consent.saveWords',
    method: 'PUT',
    path: '/api/opt-out-words',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Sets those words.',
    body: Type.Object({ words: OptOutWords }),
    response: Type.Object({ words: OptOutWords }),
  }),
  ofCustomer: route({
    id: 'consent.ofCustomer',
    method: 'GET',
    path: '/api/customers/:id/consent',
    access: 'agent',
    summary:
      'What a customer was told, agreed to and refused, newest first, with the wording of each (at most 100).',
    params: HandleParams,
    response: Type.Object({
      optedOutAt: Nullable(Type.String({ format: 'date-time' })),
      log: Type.Array(
        Type.Object({
          what: OneOf(['notice_sent', 'asked', 'given', 'refused', 'opted_out', 'opted_in']),
          at: Type.String({ format: 'date-time' }),
          handleName: Type.String(),
          wording: Nullable(Type.String()),
          language: Nullable(Type.String()),
        }),
      ),
    }),
  }),
  page: route({
    id: 'consent.page',
    method: 'GET',
    path: '/api/public/privacy/:id',
    access: 'public',
    summary: 'What a business tells its customers about privacy: the page that the notice links to.',
    params: HandleParams,
    response: Type.Object({
      businessName: Type.String(),
      handleName: Type.String(),
      username: Nullable(Type.String()),
      defaultLanguage: Language,
      /** By language. */
      pages: Type.Record(Language, Type.String()),
      optOut: Type.Array(Type.String()),
    }),
  }),
};
