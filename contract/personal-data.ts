/**
 * What of people is in each table, how long it is kept, and how one person is taken out of it. A new table needs a line
 * here: `test/shape.test.ts` names those without one. The eraser, the export of one person and the sweeps of old data
 * are made from this list.
 */

/** Kinds of data whose age the workspace limits; those below stand with what keeps them. */
export const retentionKinds = [
  'messages',
  'media',
  'drafts',
  'deliveries',
  'attempts',
  'work_items',
  'traces',
  'presence',
  'surveys',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

export type RetentionClass =
  | RetentionKind
  /** The people who write to us, and the business's own records of them: kept until erased or deleted. */
  | 'records'
  /** What must be shown later: who agreed to what, who did what. */
  | 'proof'
  /** Ids and small values in order; day tables that the log itself drops. */
  | 'log'
  /** Made for somebody to fetch; deleted after 7 days. */
  | 'exports'
  | 'setup'
  | 'staff'
  /** Counters, leases, marks: of no person, or swept within days by the module that owns them. */
  | 'working';

/** Whose rows they are: the column holds an id of this kind of thing (`x_user`: X's id of the person). */
export type Owner = 'customer' | 'x_user' | 'conversation' | 'message' | 'work_item' | 'session' | 'contact';

/**
 * What of a group is the person's: the rows that they wrote (by `author_id`), what hangs on those (by `message_id`), or
 * every row, since it was made from whatever was written there. Without it, a group's rows stay: they are others'.
 */
export type InGroups = 'written' | 'of_written' | 'all';

export type Eraser =
  /** Nothing of a customer is in it, or it must stay: why, in words for the certificate. */
  | { readonly keep: string }
  /** Rows of the person are deleted. */
  | { readonly by: Owner; readonly column: string; readonly inGroups?: InGroups }
  /** Rows of the person stay as numbers; these columns go back to their defaults. */
  | { readonly by: Owner; readonly column: string; readonly clear: readonly string[] }
  /** Needs more than SQL: bytes outside the database, raw bodies. Code of this name does it. */
  | { readonly own: 'media' | 'deliveries' | 'customer' | 'exports' };

export interface TableRule {
  readonly retention: RetentionClass;
  /** When the row was made: sweeps of its retention go by it. Indexed, or the sweep is bounded otherwise. */
  readonly age?: string;
  /** Which old rows may go, in SQL over the table alone. */
  readonly only?: string;
  /** In a sweep these columns go back to their defaults, and the row stays as a number. */
  readonly clearOld?: readonly string[];
  readonly erase: Eraser;
}

const none = { keep: 'Holds nothing of customers.' };
const idsOnly = { keep: 'Holds ids only, which lead nowhere once the person is erased.' };
const setup: TableRule = { retention: 'setup', erase: none };
const staff: TableRule = { retention: 'staff', erase: none };
const working: TableRule = { retention: 'working', erase: none };
const sums: TableRule = {
  retention: 'work_items',
  erase: {
    keep: 'Counts and times of whole days, with ids of agents and tags; they lead to nobody, and are made again from the rows that are left.',
  },
};

export const personalData: Readonly<Record<string, TableRule>> = {
  // What people wrote, and what we know of them ------------------------------------------------------------
  message_search: {
    retention: 'messages',
    erase: { by: 'conversation', column: 'conversation_id', inGroups: 'of_written' },
  },
  mention: { retention: 'messages', erase: { by: 'conversation', column: 'conversation_id' } },
  message: {
    retention: 'messages',
    age: 'at',
    erase: { by: 'conversation', column: 'conversation_id', inGroups: 'written' },
  },
  media: { retention: 'media', age: 'created_at', erase: { own: 'media' } },
  side_message: {
    retention: 'messages',
    age: 'at',
    erase: { by: 'conversation', column: 'conversation_id' },
  },
  draft: { retention: 'drafts', age: 'updated_at', erase: { by: 'conversation', column: 'conversation_id' } },
  attempt: {
    retention: 'attempts',
    age: 'started_at',
    erase: { by: 'conversation', column: 'conversation_id' },
  },
  delivery: { retention: 'deliveries', age: 'received_at', erase: { own: 'deliveries' } },
  conversation: { retention: 'records', erase: { own: 'customer' } },
  customer: { retention: 'records', erase: { own: 'customer' } },
  public_post: {
    retention: 'messages',
    age: 'at',
    erase: { by: 'x_user', column: 'author_x_user_id' },
  },
  public_answer: {
    retention: 'messages',
    age: 'created_at',
    erase: { by: 'x_user', column: 'author_x_user_id' },
  },
  conversation_source: {
    retention: 'records',
    erase: { by: 'conversation', column: 'conversation_id' },
  },
  participant: { retention: 'records', erase: { by: 'customer', column: 'customer_id' } },
  read_mark: { retention: 'records', erase: { by: 'conversation', column: 'conversation_id' } },
  conversation_presence: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  conversation_view: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  contact: { retention: 'records', erase: { by: 'contact', column: 'id' } },
  company: { retention: 'records', erase: { keep: 'A company is not the person.' } },
  case_record: { retention: 'records', erase: { by: 'contact', column: 'contact_id' } },
  record_note: { retention: 'records', erase: { by: 'contact', column: 'record_id' } },
  contact_merge: { retention: 'records', erase: { by: 'contact', column: 'kept_id' } },

  // Work on conversations: numbers that reports stand on -----------------------------------------------------
  work_item: {
    retention: 'work_items',
    age: 'closed_at',
    only: "state = 'closed' and (title is not null or context <> '{}')",
    clearOld: ['context', 'title'],
    erase: { by: 'conversation', column: 'conversation_id', clear: ['context', 'title', 'tags'] },
  },
  session: { retention: 'work_items', erase: idsOnly },
  queue_stay: { retention: 'work_items', erase: idsOnly },
  hold: working,
  routing_trace: {
    retention: 'traces',
    age: 'at',
    erase: { by: 'work_item', column: 'work_item_id', inGroups: 'all' },
  },
  overflow_done: { retention: 'working', erase: idsOnly },
  notice_sent: { retention: 'working', erase: idsOnly },
  notice_wanted: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  work_item_life: { retention: 'working', erase: idsOnly },
  side_talk: { retention: 'work_items', erase: idsOnly },
  bulk_action: {
    retention: 'working',
    erase: { keep: 'What supervisors wrote to many at once; it names nobody.' },
  },
  bulk_row: { retention: 'working', erase: idsOnly },
  survey_invitation: {
    retention: 'surveys',
    age: 'due_at',
    only: 'answers is not null',
    clearOld: ['answers'],
    erase: { by: 'conversation', column: 'conversation_id', clear: ['answers'] },
  },
  presence_log: { retention: 'presence', age: 'from_at', only: 'until_at is not null', erase: none },

  fact_conversation: {
    retention: 'work_items',
    erase: { by: 'conversation', column: 'conversation_id', clear: ['tags'] },
  },
  fact_backfill: working,
  // Made anew within a minute from what is left, once something is erased, changed or deleted.
  sum_conversation: sums,
  sum_response: sums,
  sum_opened: sums,
  sum_session: sums,
  sum_stay: sums,
  sum_span: working,
  sum_zone: working,
  sum_mark: working,
  alert: { retention: 'working', erase: none },

  // What must be shown later --------------------------------------------------------------------------------
  consent_log: {
    retention: 'proof',
    erase: {
      keep: 'Shows that consent was asked and given. Ids, times and wordings only; the name is gone with the person.',
    },
  },
  wording: { retention: 'proof', erase: none },
  monitoring_acceptance: { retention: 'proof', erase: none },
  audit: {
    retention: 'proof',
    erase: { keep: 'Holds ids of people only, and names of what is set up; its chain would break.' },
  },
  audit_head: { retention: 'proof', erase: none },
  erasure_request: {
    retention: 'proof',
    erase: { keep: 'The certificate: counts, and the X user id as a salted hash.' },
  },
  erased_person: {
    retention: 'proof',
    erase: { keep: 'The X user id as a salted hash, so that old messages do not come back.' },
  },

  // Fetched within days ---------------------------------------------------------------------------------------
  transcript_export: { retention: 'exports', erase: { own: 'exports' } },
  transcript_content: {
    retention: 'exports',
    erase: { by: 'conversation', column: 'conversation_id', inGroups: 'all' },
  },

  // The log -------------------------------------------------------------------------------------------------
  event: { retention: 'log', erase: idsOnly },
  event_head: working,
  delivery_head: working,
  log_consumer: working,
  log_cursor: working,
  parked_event: { retention: 'working', erase: { keep: 'Holds places in the log and errors of ours.' } },
  seen_event: {
    retention: 'working',
    erase: { keep: "X's ids of events taken in, for 60 days: they keep old ones from coming back." },
  },
  unknown_kind: working,

  // Programs --------------------------------------------------------------------------------------------------
  messaging_user: { retention: 'records', erase: { by: 'customer', column: 'id' } },
  messaging_conversation: { retention: 'records', erase: { by: 'conversation', column: 'id' } },
  messaging_participant: { retention: 'records', erase: { by: 'customer', column: 'user_id' } },
  messaging_message: { retention: 'records', erase: { by: 'conversation', column: 'conversation_id' } },
  messaging_control: { retention: 'records', erase: { by: 'conversation', column: 'conversation_id' } },
  messaging_control_action: {
    retention: 'records',
    erase: { by: 'conversation', column: 'conversation_id' },
  },
  messaging_switchboard: setup,
  messaging_switchboard_integration: setup,
  messaging_app: setup,
  messaging_integration: setup,
  messaging_oauth_client: setup,
  messaging_oauth_code: working,

  // Staff -----------------------------------------------------------------------------------------------------
  person: staff,
  member: staff,
  sign_in: staff,
  token_door: staff,
  invitation: staff,
  api_key: staff,
  throttle: working,
  messaging_key: staff,
  agent_settings: staff,
  agent_state: staff,
  agent_connection: working,
  profile_use: working,
  queue_turn: working,

  // Set-up ----------------------------------------------------------------------------------------------------
  workspace: setup,
  setup,
  x_app: setup,
  x_app_door: setup,
  account: setup,
  account_feed: working,
  account_refresh: working,
  account_share: setup,
  x_sign_in: working,
  x_sign_in_door: working,
  x_limit: working,
  x_cost: working,
  secret: setup,
  handle: setup,
  compose_link: setup,
  queue: setup,
  queue_member: setup,
  queue_team: setup,
  work_stream: setup,
  team: setup,
  team_member: setup,
  workspace_role: setup,
  rating_model: setup,
  skill: setup,
  member_skill: setup,
  capacity_profile: setup,
  member_capacity_profile: setup,
  presence_option: setup,
  notification_template: setup,
  operating_hours: setup,
  rule_set: setup,
  notice: setup,
  privacy_setting: setup,
  opt_out_words: setup,
  timeout_rule: setup,
  life_refresh: working,
  attribute_definition: setup,
  survey: setup,
  monitoring_notice: setup,
  alert_rule: setup,
  board_filter: staff,
  quick_reply: setup,
  macro: setup,
  article: setup,
  article_version: setup,
  article_number: working,
  masking_setup: setup,
  masking_rule: setup,
  retention_setting: setup,
  privacy_salt: setup,
  webhook_endpoint: setup,
  webhook_head: working,
  webhook_delivery: {
    retention: 'working',
    erase: { by: 'conversation', column: 'conversation_id', inGroups: 'of_written' },
  },
  webhook_hour: working,
  // Rows of people are in the files of DataSets, not in these tables.
  data_client: setup,
  data_stream: setup,
  data_execution: working,
  dataset_share: setup,
  // Values of filters may name people: they say who sees what, and stay with the DataSet.
  dataset_policy: setup,
  dataset_policy_person: setup,
  data_number: setup,
  dataset: {
    retention: 'setup',
    erase: {
      keep: 'What people and programs put into DataSets themselves: nothing says whose it is. Rows of connectors go.',
    },
  },
  saved_query: setup,
  dataset_version: working,
  dataset_alert: setup,
  dataset_alert_notice: working,
  dataset_chart: setup,
  report: setup,
  report_run: working,
  report_run_line: working,
  user_lookup: { retention: 'working', erase: { by: 'x_user', column: 'x_user_id' } },
  slack_channel: setup,
  slack_thread: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  slack_event: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  slack_person: staff,
  mail_system: setup,
  mail_thread: { retention: 'working', erase: { by: 'conversation', column: 'conversation_id' } },
  mail_out: {
    retention: 'working',
    erase: { by: 'conversation', column: 'conversation_id', inGroups: 'of_written' },
  },
  mail_in: {
    retention: 'messages',
    age: 'received_at',
    erase: { by: 'conversation', column: 'conversation_id' },
  },
  deleted_thing: setup,
  deleted_row: setup,
  setup_version: working,
  assigner: working,
  work_item_number: working,
  case_number: working,
  clock: working,
  work_lease: working,
};

/** How to add a table, for the test that misses it. */
export const howToAddTable =
  'Add a line for it to contract/personal-data.ts: its retention class, and its eraser ' +
  "({ by: 'conversation', column: 'conversation_id' } deletes the person's rows; { keep: 'why' } says why nothing is deleted).";
