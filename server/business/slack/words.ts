/** Slack's words for what is wrong, as an administrator reads them. */
const MEANINGS: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not accept the bot token',
  not_authed: 'Slack does not accept the bot token',
  token_revoked: 'the bot token was revoked in Slack',
  token_expired: 'the bot token has expired',
  account_inactive: 'the bot was taken out of the Slack workspace',
  missing_scope: 'the bot lacks a permission: install the app again with the manifest',
  channel_not_found: 'Slack does not know the channel, or the bot cannot see it',
  not_in_channel: 'the bot is not in the channel: invite it there',
  is_archived: 'the channel is archived',
  channel_is_archived: 'the channel is archived',
  restricted_action: 'the Slack workspace does not let the bot post in this channel',
  action_prohibited: 'the Slack workspace does not let the webhook post in this channel',
  no_service: 'the incoming webhook is switched off or gone',
  no_team: 'the Slack workspace is gone',
  invalid_token: 'the address of the incoming webhook is not valid',
  msg_too_long: 'the text is longer than Slack takes',
  ratelimited: 'Slack asks us to wait',
};

export function meaningOf(code: string): string {
  const known = MEANINGS[code];
  return known ? `${known} (${code})` : `Slack answered ${code.slice(0, 100)}`;
}

/** Nothing gets through before a person has done something. */
const DOWN = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'restricted_action',
  'action_prohibited',
  'no_service',
  'no_team',
  'invalid_token',
]);

/** This very message is refused, and would be again. */
const FINAL = new Set([
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'invalid_arguments',
  'invalid_payload',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
]);

export const isDown = (code: string): boolean => DOWN.has(code);
export const isFinal = (code: string): boolean => FINAL.has(code);

/** What people read in Slack. */
export const words = {
  parent: (number: number, who: string, handle: string, link: string) =>
    `:speech_balloon: Conversation *#${number}* with ${who}, to ${handle}\n${link}\nWhat you answer in this thread goes to them; what begins with \`//\` stays here.`,
  open: 'Open in Rookery',
  parentNow: (number: number) => `Conversation #${number}`,
  headOf: (number: number) => `*#${number}* · `,
  answerWith: (command: string, number: number) => `_Answer with_ \`${command} ${number} your answer\``,
  customer: 'a customer',
  business: 'The business',
  automatic: 'Automatic message',
  fromX: 'From X',
  photo: 'Picture',
  gif: 'GIF',
  video: 'Video',
  file: 'File',
  fileMissing: '_A file that could not be fetched from X_',
  location: 'Location',
  post: 'Post',
  choices: (labels: readonly string[]) => `_Choices:_ ${labels.join(' · ')}`,
  notDelivered: (beginning: string, why: string) => `:warning: Not delivered: “${beginning}”. ${why}`,
  refused: (who: string, why: string) => `:warning: ${who}, your answer was not sent. ${why}`,
  test: (name: string) => `:white_check_mark: Rookery can post here (“${name}”).`,
  nothingToSay: 'There is nothing in it that can be sent.',
  tooManyFiles: (most: number) => `At most ${most} files go out at once.`,
  fileKind: (name: string) =>
    `“${name}” cannot go out: X takes pictures, GIFs and videos only, of at most 5, 15 and 512 MB.`,
  fileNotFetched: (name: string, why: string) => `“${name}” could not be fetched from Slack: ${why}.`,
  filesNeedToken: 'Files need the bot token with the permission files:read.',
  failed: 'Something went wrong on our side; please try again.',
  unfinished: 'give a bot token and the id of the channel, or the address of an incoming webhook, first',
} as const;

/** What a command is answered with. */
export const commandWords = {
  help: (command: string) =>
    [
      'Conversations have numbers: *#12* is 12.',
      `\`${command} 12 your answer\` answers the customer`,
      `\`${command} assign 12\` makes it yours`,
      `\`${command} close 12\` closes it`,
      `\`${command} status 12\` says how it stands; without a number, the newest ones`,
      `\`${command} help\` shows this`,
    ].join('\n'),
  unknown: (command: string, word: string) =>
    `“${word}” is not known here. \`${command} help\` says what is.`,
  needsNumber: (command: string, verb: string) => `Say which conversation: \`${command} ${verb} 12\`.`,
  needsText: (command: string, number: number) => `Say what to answer: \`${command} ${number} your answer\`.`,
  noConversation: (number: number) => `There is no conversation #${number} in this channel.`,
  otherChannel: (command: string, channel: string) =>
    `${command} works in <#${channel}> only; this channel shows no conversations.`,
  off: 'This channel is switched off in Rookery: an administrator can switch it on again.',
  sent: (number: number, name: string) => `Your answer is on its way to ${name} (#${number}).`,
  notSent: (why: string) => `Your answer was not sent. ${why}`,
  closed: (number: number) => `#${number} is closed. When the customer writes again it opens again.`,
  notDone: (why: string) => `That was not done. ${why}`,
  yours: (number: number) => `#${number} is yours.`,
  whoAreYou:
    'We do not know who you are in Rookery: your e-mail address in Slack must be that of your account there, and the bot needs the permission users:read.email.',
  later: 'One moment …',
  none: 'There are no conversations here yet.',
  states: {
    open: 'open',
    active: 'being worked on',
    waiting: 'waiting for the customer',
    wrap_up: 'being finished',
    closed: 'closed',
  } as Readonly<Record<string, string>>,
  line: (number: number, name: string, state: string, assignee: string | null) =>
    `*#${number}* ${name} · ${state}${assignee === null ? '' : ` · ${assignee}`}`,
} as const;
