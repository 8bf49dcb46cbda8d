import type {
  AttributeDefinition,
  Case,
  Company,
  Contact,
  ContactMerge,
  WorkItemRecord,
} from '../../../contract/api/index.ts';
import type { CaseRow, CompanyRow, ContactRow, DefinitionRow, MergeRecord } from '../../contacts/index.ts';
import type { ItemRecord } from '../../routing/index.ts';

/** A contact as our API shows it. */
export function presentContact(row: ContactRow): Contact {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** A company as our API shows it. */
export function presentCompany(row: CompanyRow): Company {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** A case as our API shows it. */
export function presentCase(row: CaseRow): Case {
  return {
    ...row,
    number: Number(row.number),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}

/** An attribute's definition as our API shows it. */
export function presentDefinition(row: DefinitionRow): AttributeDefinition {
  return { ...row, choices: [...row.choices] };
}

/** A merge that can be taken back, as our API shows it. */
export function presentMerge(merge: MergeRecord): ContactMerge {
  return {
    id: merge.id,
    keptId: merge.keptId,
    goneName: merge.gone.name,
    at: merge.at.toISOString(),
    dueAt: merge.dueAt.toISOString(),
  };
}

/** A work item's facts as our API shows them. Context variables without a label show their name. */
export function presentItemRecord(
  record: ItemRecord,
  linked: CaseRow | undefined,
  skillNames: ReadonlyMap<string, string>,
): WorkItemRecord {
  const { settings } = record;
  const labels = new Map(settings.contextVariables.map((each) => [each.name, each.label]));
  return {
    workItemId: record.id,
    number: Number(record.number),
    title: record.title,
    queue: record.queueName === null ? null : { id: record.queueId, name: record.queueName },
    workStream:
      record.workStreamName === null ? null : { id: record.workStreamId, name: record.workStreamName },
    language: record.language,
    openedAt: record.openedAt.toISOString(),
    waitingSince: record.waitingSince?.toISOString() ?? null,
    skills: record.skills.flatMap(({ skillId, rating }) => {
      const name = skillNames.get(skillId);
      return name === undefined ? [] : [{ name, rating }];
    }),
    context: Object.entries(record.context).map(([name, value]) => ({
      name,
      label: labels.get(name) ?? name,
      value,
    })),
    case: linked
      ? { id: linked.id, number: Number(linked.number), title: linked.title, status: linked.status }
      : null,
    dispositions: record.dispositions,
    dispositionChoices: settings.dispositions,
    dispositionRequired: settings.requireDisposition,
    attributes: record.attributes,
  };
}
