/** What stands before the dot of an action, with its article: `queue.created` as “made a queue”. */
const things: Readonly<Record<string, string>> = {
  alert_rule: 'a rule for alerts',
  api_key: 'an API key',
  article: 'an article',
  attribute: 'an attribute',
  agent: 'what an agent can take',
  capacity_profile: 'a capacity profile',
  case: 'a case',
  company: 'a company',
  contact: 'a contact',
  customer: 'a customer',
  distribution: 'how work is distributed',
  handle: 'a handle',
  hours: 'operating hours',
  invitation: 'an invitation',
  macro: 'a macro',
  masking_rule: 'a masking rule',
  member: 'a member',
  monitoring_notice: 'the notice about monitoring',
  notice: 'an automatic message',
  note: 'a note of a record',
  opt_out_words: 'the opt-out words',
  presence: 'a presence',
  program_integration: 'an integration of programs',
  program_key: 'a key of a program',
  privacy_notice: 'the privacy notice',
  queue: 'a queue',
  quick_reply: 'a quick reply',
  rating_model: 'a rating model',
  retention: 'how long data is kept',
  role: 'a role',
  rule: 'a routing rule',
  rules: 'routing rules',
  rule_set: 'a ruleset',
  ruleset: 'a ruleset',
  skill: 'a skill',
  survey: 'the survey',
  team: 'a team',
  template: 'an offer card',
  timeout_rule: 'a timeout rule',
  work_item: 'a conversation',
  work_stream: 'a work stream',
  workspace: 'the workspace',
  x_app: 'an X app',
};

/** What stands behind the dot. */
const verbs: Readonly<Record<string, string>> = {
  created: 'made',
  added: 'added',
  changed: 'changed',
  removed: 'removed',
  restored: 'brought back',
  copied: 'copied',
  ordered: 'put in another order',
  revoked: 'revoked',
  withdrawn: 'withdrew',
  accepted: 'accepted',
  connected: 'connected',
  switched: 'switched',
  run: 'ran',
  linked: 'linked',
  unlinked: 'unlinked',
  noted: 'wrote a note on',
  note_removed: 'removed a note from',
  role_changed: 'changed the role of',
  renamed: 'renamed',
};

/** Those that are no verb and thing. */
const sentences: Readonly<Record<string, string>> = {
  'contact.imported': 'imported contacts from a file',
  'contact.merged': 'merged another contact into one',
  'contact.unmerged': 'took a merge of contacts back',
  'handle.removed': 'disconnected a handle',
  'invitation.created': 'invited somebody',
  'masking.switched': 'switched masking on or off',
  'member.added': 'joined',
  'message.revealed': 'looked at what is masked in a message',
  'password.changed': 'changed a password',
  'program_key.shown': 'looked at the secret of a program’s key',
  'person.erased': 'erased a person',
  'person.export_downloaded': 'took the export of a person',
  'person.exported': 'exported what is held of a person',
  'person.looked_up': 'looked up what is held of a person',
  'setup.exported': 'saved the set-up as a file',
  'setup.imported': 'took a set-up file over',
  'sign_in.started': 'signed in',
  'sign_in.ended': 'signed out',
  'sign_in.ended_everywhere': 'signed out everywhere',
  'sign_in.failed': 'could not sign in',
  'transcript.exported': 'took the transcript of a conversation',
  'transcripts.downloaded': 'took the file of transcripts',
  'transcripts.exported': 'asked for transcripts of many conversations',
};

/** An action as the end of a sentence that begins with who did it. */
export function describeAction(action: string): string {
  const known = sentences[action];
  if (known) return known;
  const dot = action.lastIndexOf('.');
  const verb = verbs[action.slice(dot + 1)];
  const thing = things[action.slice(0, dot)];
  return verb && thing ? `${verb} ${thing}` : action.replaceAll(/[._]/g, ' ');
}

/** Whether an action has words of its own. */
export const isKnownAction = (action: string): boolean =>
  describeAction(action) !== action.replaceAll(/[._]/g, ' ');

/** Kinds to choose from: how their actions begin, and what they are called. */
export const auditKinds: readonly { readonly value: string; readonly label: string }[] = [
  { value: '', label: 'Everything' },
  { value: 'sign_in.', label: 'Signing in and out' },
  { value: 'member.', label: 'Members' },
  { value: 'invitation.', label: 'Invitations' },
  { value: 'role.', label: 'Roles' },
  { value: 'api_key.', label: 'API keys' },
  { value: 'program_', label: 'Programs' },
  { value: 'x_app.', label: 'X apps' },
  { value: 'handle.', label: 'Handles' },
  { value: 'queue.', label: 'Queues' },
  { value: 'work_stream.', label: 'Work streams' },
  { value: 'rule', label: 'Routing rules' },
  { value: 'setup.', label: 'Set-up files' },
  { value: 'contact.', label: 'Contacts' },
  { value: 'company.', label: 'Companies' },
  { value: 'case.', label: 'Cases' },
  { value: 'macro.', label: 'Macros' },
  { value: 'message.', label: 'Looks behind masking' },
  { value: 'masking', label: 'Masking' },
  { value: 'person.', label: 'People’s data' },
  { value: 'retention.', label: 'Retention' },
  { value: 'transcript', label: 'Transcripts' },
  { value: 'monitoring_notice.', label: 'Notice about monitoring' },
];

export const auditTexts = {
  title: 'Audit log',
  lead: 'Who did what. Each entry is chained to the one before, so that nothing can be taken out unseen.',
  intact: 'The chain is intact.',
  broken: 'The chain is broken: an entry was changed or removed outside the product.',
  at: 'When',
  who: 'Who',
  what: 'What',
  subject: 'On what',
  none: 'Nothing has happened yet',
  noneOfThese: 'Nothing fits these filters.',
  system: 'Rookery',
  program: 'Program',
  someone: 'Somebody who is gone',
  everybody: 'Everybody',
  from: 'From',
  until: 'Until',
  csv: 'Save as CSV',
  check: 'Check the whole chain',
  checking: (done: number, total: number) => `${done} of ${total} entries checked`,
  checked: (total: number) => `All ${total} entries follow from each other.`,
  brokenAt: (entry: string) =>
    `The chain is broken at entry ${entry}: it, or one before it, was changed or removed outside the product.`,
  stop: 'Stop',
  head: 'The end of the chain',
  headHint:
    'Keep it somewhere else: as long as a later check still finds it at its place, nothing before it was changed.',
  cannotCheck: 'The chain could not be checked',
};
