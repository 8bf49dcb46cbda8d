import { Type } from 'typebox';
import {
  AlertRuleInput,
  attributeRoutes,
  MacroAction,
  MaskingRuleInput,
  NoticeInput,
  NoticeTrigger,
  OperatingHoursInput,
  OptOutWords,
  PrivacySetting,
  quickReplyRoutes,
  SurveyInput,
  TemplateSettings,
  TimeoutRuleInput,
} from '../../contract/api/index.ts';
import { newId, searchWords, sql } from '../base/index.ts';
import { followPrivacyMode } from '../notices/index.ts';
import {
  checkAs,
  checkRules,
  problemOf,
  problemOfHours,
  problemOfPattern,
  problemOfPrivacy,
} from './checks.ts';
import type { TableKind } from './table-part.ts';
import { raiseMasking, type Row, type Table } from './table-store.ts';

const BOTH = ['created_at', 'updated_at'] as const;
const byName = (name: string, columns: readonly string[], more: Partial<Table> = {}): Table => ({
  name,
  columns: ['name', ...columns],
  key: ['id'],
  label: sql`t.name`,
  times: BOTH,
  ...more,
});
const shared = sql`t.scope <> 'personal'`;
const ofHandle = sql`coalesce((select h.name from handle h
  where h.workspace_id = t.workspace_id and h.id = t.handle_id), 'A handle that is gone')`;
const streamName = sql`(select s.name from work_stream s
  where s.workspace_id = t.workspace_id and s.id = t.work_stream_id)`;
const hereStill = sql`exists (select 1 from handle h
  where h.workspace_id = t.workspace_id and h.id = t.handle_id and h.deleted_at is null)`;

const hours: TableKind = {
  kind: 'hours',
  named: true,
  table: byName('operating_hours', ['description', 'time_zone', 'periods', 'holidays', 'openings']),
  check: async (tx, row) =>
    (await checkAs(OperatingHoursInput, {
      name: 'name',
      description: 'description',
      timeZone: 'time_zone',
      periods: 'periods',
      holidays: 'holidays',
      openings: 'openings',
    })(tx, row)) ?? problemOfHours(row),
};

const templates: TableKind = {
  kind: 'template',
  named: true,
  table: byName('notification_template', ['settings']),
  check: checkAs(Type.Object({ settings: TemplateSettings }), { settings: 'settings' }),
};

const attributes: TableKind = {
  kind: 'attribute',
  table: {
    name: 'attribute_definition',
    columns: ['record_kind', 'key', 'label', 'type', 'choices', 'description', 'position'],
    key: ['id'],
    label: sql`t.record_kind || ': ' || t.key`,
    order: sql`t.record_kind, t.position, t.key`,
    times: ['created_at'],
  },
  check: async (tx, row, before) => {
    if (before && before['type'] !== row['type']) return 'It is of another type here, and a type stays.';
    if (before && before['key'] !== row['key']) return 'Its key is another one here, and a key stays.';
    return checkAs(attributeRoutes.create.body, {
      recordKind: 'record_kind',
      key: 'key',
      label: 'label',
      type: 'type',
      choices: 'choices',
      description: 'description',
    })(tx, row);
  },
};

/** The file keeps a ruleset under its work stream and place; its own name is its title. Ids of rules are of one workspace. */
const rules: TableKind = {
  kind: 'rules',
  after: ['work_stream', 'queue', 'skill', 'capacity_profile', 'attribute', 'handle'],
  table: {
    name: 'rule_set',
    columns: ['work_stream_id', 'kind', 'name', 'position', 'enabled', 'rules'],
    key: ['id'],
    label: sql`case when t.kind = 'route' then ${streamName} || ': route to queue'
      else ${streamName} || ': ' || row_number() over (partition by t.work_stream_id, t.kind order by t.position, t.id) || '. ' || t.name end`,
    order: sql`lower(${streamName}), t.kind, t.position, t.id`,
    times: BOTH,
    raises: 'version',
  },
  fields: ['work_stream_id', 'kind', 'title', 'position', 'enabled', 'rules'],
  toFile: ({ name, rules: list, ...row }) => ({
    ...row,
    title: name,
    rules: asRows(list).map(({ id: _id, ...rule }) => rule),
  }),
  fromFile: ({ title, name: _name, rules: list, ...row }, before) => {
    const known = new Map(asRows(before?.['rules']).map((rule) => [rule['name'], rule['id']]));
    const withIds = asRows(list).map((rule) => ({ ...rule, id: known.get(rule['name']) ?? newId() }));
    return { ...row, name: title, rules: withIds };
  },
  check: checkRules,
};

const notices: TableKind = {
  kind: 'notice',
  after: ['handle'],
  table: {
    name: 'notice',
    columns: ['handle_id', 'trigger', 'active', 'default_language', 'texts'],
    key: ['handle_id', 'trigger'],
    only: sql`(t.handle_id = '' or ${hereStill})`,
    label: sql`case when t.handle_id = '' then t.trigger else ${ofHandle} || ': ' || t.trigger end`,
    times: ['updated_at'],
  },
  check: checkAs(Type.Object({ trigger: NoticeTrigger, ...NoticeInput.properties }), {
    trigger: 'trigger',
    active: 'active',
    defaultLanguage: 'default_language',
    texts: 'texts',
  }),
};

const optOutWords: TableKind = {
  kind: 'opt_out_words',
  table: {
    name: 'opt_out_words',
    columns: ['words'],
    key: ['workspace_id'],
    label: sql`'Opt-out words'`,
    times: ['updated_at'],
  },
  check: async (_tx, row) => problemOf(OptOutWords, row['words']),
};

/** Of each handle: what its customers are told about privacy, and whether they are asked first. */
const privacySettings: TableKind = {
  kind: 'privacy_setting',
  after: ['handle'],
  table: {
    name: 'privacy_setting',
    columns: ['handle_id', 'mode', 'default_language', 'texts'],
    key: ['handle_id'],
    only: hereStill,
    label: ofHandle,
    times: ['updated_at'],
  },
  check: async (tx, row) =>
    (await checkAs(PrivacySetting, { mode: 'mode', defaultLanguage: 'default_language', texts: 'texts' })(
      tx,
      row,
    )) ?? problemOfPrivacy(row),
  onChanged: (tx, _now, row, before) =>
    followPrivacyMode(tx, String(row['handle_id']), before?.['mode'] ?? 'off', row['mode']),
};

const surveys: TableKind = {
  kind: 'survey',
  after: ['handle'],
  table: {
    name: 'survey',
    columns: ['handle_id', 'definition'],
    key: ['handle_id'],
    only: hereStill,
    label: ofHandle,
    times: ['updated_at'],
  },
  check: async (_tx, row) => problemOf(SurveyInput, row['definition']),
};

const timeoutRules: TableKind = {
  kind: 'timeout_rule',
  after: ['work_stream'],
  table: byName('timeout_rule', [
    'active',
    'position',
    'silence_of',
    'work_stream_id',
    'after_minutes',
    'action',
    'default_language',
    'texts',
  ]),
  check: checkAs(TimeoutRuleInput, {
    name: 'name',
    active: 'active',
    silenceOf: 'silence_of',
    workStreamId: 'work_stream_id',
    afterMinutes: 'after_minutes',
    action: 'action',
    defaultLanguage: 'default_language',
    texts: 'texts',
  }),
};

/** Personal ones are people's own; of shared ones nobody is the owner elsewhere. */
const quickReplies: TableKind = {
  kind: 'quick_reply',
  after: ['team', 'work_stream'],
  named: true,
  table: {
    name: 'quick_reply',
    columns: ['slug', 'title', 'scope', 'team_id', 'tags', 'work_stream_ids', 'messages'],
    key: ['id'],
    only: shared,
    label: sql`t.slug`,
    times: BOTH,
  },
  check: checkAs(quickReplyRoutes.create.body, {
    slug: 'slug',
    title: 'title',
    scope: 'scope',
    tags: 'tags',
    workStreamIds: 'work_stream_ids',
    messages: 'messages',
  }),
  derive: (row) => ({ words: vectorOf([row['title'], row['slug'], row['tags'], row['messages']]) }),
};

const macros: TableKind = {
  kind: 'macro',
  after: ['team', 'queue', 'quick_reply'],
  table: byName('macro', ['description', 'scope', 'team_id', 'actions'], { only: shared }),
  check: async (_tx, row) =>
    problemOf(Type.Array(MacroAction, { minItems: 1, maxItems: 20 }), row['actions']),
};

const maskingRules: TableKind = {
  kind: 'masking',
  needs: 'privacy.manage',
  table: byName('masking_rule', ['description', 'pattern', 'check_by', 'replacement', 'direction', 'active']),
  check: async (tx, row) =>
    (await checkAs(MaskingRuleInput, {
      name: 'name',
      description: 'description',
      pattern: 'pattern',
      check: 'check_by',
      replacement: 'replacement',
      direction: 'direction',
      active: 'active',
    })(tx, row)) ?? problemOfPattern(row),
  onChanged: raiseMasking,
};

const alertRules: TableKind = {
  kind: 'alert_rule',
  after: ['queue'],
  table: byName('alert_rule', ['kind', 'queue_id', 'warning', 'critical', 'enabled'], {
    times: ['created_at'],
  }),
  check: checkAs(AlertRuleInput, {
    name: 'name',
    kind: 'kind',
    queueId: 'queue_id',
    warning: 'warning',
    critical: 'critical',
    enabled: 'enabled',
  }),
};

export const tableKinds: readonly TableKind[] = [
  hours,
  templates,
  attributes,
  rules,
  notices,
  optOutWords,
  privacySettings,
  surveys,
  timeoutRules,
  quickReplies,
  macros,
  maskingRules,
  alertRules,
];

function asRows(list: unknown): Row[] {
  // Stored as a list of objects, or compared with the schema afterwards.
  return Array.isArray(list) ? (list as Row[]) : [];
}

/** The text of a tsvector: its words, quoted. */
function vectorOf(parts: readonly unknown[]): string {
  const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part ?? ''))).join(' ');
  return searchWords(text.replaceAll('-', ' '))
    .map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
    .join(' ');
}
