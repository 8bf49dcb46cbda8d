import type { NoticeTrigger, PrivacyMode } from '../../contract/api/index.ts';

export const triggerNames: Readonly<Record<NoticeTrigger, { name: string; when: string }>> = {
  greeting: { name: 'Greeting', when: 'A customer begins a conversation.' },
  out_of_hours: { name: 'Out of operating hours', when: 'A customer writes while it is closed.' },
  holiday: { name: 'Holiday', when: 'A customer writes on a holiday of the hours.' },
  no_agent: { name: 'Nobody is there', when: 'A customer writes and nobody of the queue is available.' },
  next_in_line: { name: 'Next in line', when: 'A customer writes and nobody waits before them.' },
  queue_position: { name: 'Position in the queue', when: 'A customer writes and others wait before them.' },
  agent_assigned: { name: 'Agent assigned', when: 'The conversation is offered to an agent.' },
  agent_joined: { name: 'Agent joined', when: 'An agent accepts or takes the conversation.' },
  transfer_accepted: { name: 'Transfer accepted', when: 'Another agent takes it over.' },
  consult_accepted: { name: 'Consultation begun', when: 'A consulted colleague joins.' },
  consult_ended: { name: 'Consultation ended', when: 'A consulted colleague leaves.' },
  agent_left: { name: 'Agent left', when: 'An agent puts the conversation aside or gives it back.' },
  agent_disconnected: { name: 'Agent disconnected', when: 'An agent’s connection is lost for good.' },
  agent_ended: { name: 'Agent ended the conversation', when: 'An agent ends or closes it.' },
  session_ended: { name: 'Conversation closed', when: 'It is closed by time, a rule or a supervisor.' },
  overflow_ended: { name: 'Closed by overflow', when: 'A queue that is too full or closed ends it.' },
};

export const automaticTexts = {
  title: 'Automatic messages',
  lead: 'What customers are told by themselves: each message once per conversation, never to who opted out, never about messages that were missed for long.',
  level: 'For',
  allHandles: 'All handles',
  on: 'On',
  off: 'Off',
  from: { handle: 'of this handle', channel: 'of all handles', standard: 'standard text' },
  active: 'Send this message',
  languageOfText: 'Language of the text',
  addLanguage: 'Add a language',
  removeLanguage: 'Remove this language',
  defaultLanguage: 'For everybody else',
  defaultLanguageHint: 'Sent to customers of handles whose language has no text.',
  text: 'Text',
  slugs: (slugs: readonly string[]) =>
    `Filled when it is sent: ${slugs.map((slug) => `{${slug}}`).join(', ')}`,
  reset: 'Forget what was set here',
  resetDone: 'It follows what stands above it again',
  cannotReset: 'It could not be put back',
  textMissing: (language: string) =>
    `A text in ${language} is needed: it is the language for everybody else.`,
};

export const consentTexts = {
  title: 'Privacy and consent',
  lead: 'What customers of a handle are told about their data, and whether they are asked before anybody reads what they write.',
  handle: 'Handle',
  noHandles: 'No handle is connected yet',
  noHandlesHint: 'Connect an X account first; then say here what its customers are told.',
  mode: 'What happens on the first message',
  modes: {
    off: 'Nothing is said',
    notice: 'The notice is sent with a link to the page',
    ask: 'The customer is asked; until the yes nobody sees what they wrote',
  } satisfies Record<PrivacyMode, string>,
  notice: 'Notice',
  linkHint: '{Link} becomes the address of the page.',
  question: 'Question',
  yes: 'Answer that agrees',
  no: 'Answer that refuses',
  given: 'Said after a yes (may be empty)',
  refused: 'Said after a no',
  page: 'The public page: what leaves to whom',
  pageHint: 'Empty lines part paragraphs.',
  seePage: 'See the page',
  saved: 'Saved',
  cannotSave: 'This could not be saved',
  words: 'Words that end automatic messages',
  wordsLead:
    'A message that is nothing but one of these words ends them at once, whatever its case. One word or phrase a line.',
  out: 'End them',
  in: 'Bring them back',
  confirmOut: 'Said once when they end (may be empty)',
  confirmIn: 'Said when they come back (may be empty)',
};

export const noticePageTexts = {
  title: 'Before you begin',
  lead: 'Your workspace asks everybody who works here to read this.',
  accept: 'I have read this and accept it',
  signOut: 'Sign out',
  cannot: 'This could not be accepted',
  settingsTitle: 'Monitoring notice',
  settingsLead:
    'Shown to everybody who works here, before their first work and again whenever the wording changes. Nobody goes on before they accept it. Empty: nobody is asked.',
  text: 'Wording',
  example:
    'Conversations with customers, presence and working times are stored and may be monitored by supervisors, to serve customers well and to improve the service.',
  useExample: 'Start from an example',
  save: 'Save and ask everybody',
  saved: 'Saved. Everybody is asked to accept the new wording.',
  cannotSave: 'The notice could not be saved',
  acceptances: 'Who accepted',
  none: 'Nobody has accepted a notice yet.',
  current: 'The wording of now',
  earlier: 'An earlier wording',
  who: 'Who',
  when: 'When',
  wording: 'Wording',
};

export const privacyPageTexts = {
  title: (name: string) => `${name} and your data`,
  byHandle: (username: string) => `For direct messages to @${username} on X`,
  gone: 'There is nothing at this address',
  language: 'Language',
  stop: (word: string) =>
    `You can end automatic messages at any time: write ${word.toUpperCase()} in the direct message.`,
};

export const customerConsentTexts = {
  title: 'Consent',
  none: 'Nothing was asked, told or refused.',
  optedOut: (when: string) => `Wants no automatic messages since ${when}`,
  what: {
    notice_sent: 'Told about privacy',
    asked: 'Asked for consent',
    given: 'Agreed to be read',
    refused: 'Refused to be read',
    opted_out: 'Ended automatic messages',
    opted_in: 'Brought automatic messages back',
  },
  wording: 'Wording',
  withheld: (count: number) =>
    `${count === 1 ? 'One message is' : `${count} messages are`} hidden until the customer agrees to be read.`,
  refusedNow: (count: number) =>
    `The customer refused to be read: ${count === 1 ? 'one message stays' : `${count} messages stay`} hidden.`,
};
