import type { EventBodies } from '../../../contract/events/index.ts';
import type { Caller, WorkspaceTx } from '../../base/index.ts';
import { actorOf, type Audit } from '../../people/index.ts';
import type { DeskParts } from '../parts.ts';

/** What the records' routes are made of. */
export interface RecordParts extends DeskParts {
  readonly audit: Audit;
}

export type RecordWord = EventBodies['record.changed']['kind'];

/** Small facts for the audit log. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Says in the audit log and to the browsers that somebody made, changed or removed a record. */
export async function noteRecord(
  parts: Pick<RecordParts, 'audit' | 'log'>,
  tx: WorkspaceTx,
  caller: Caller,
  record: { readonly kind: RecordWord; readonly id: string; readonly what: string; readonly facts?: Facts },
): Promise<void> {
  const { kind, id, what, facts } = record;
  await parts.audit(tx, {
    actor: actorOf(caller),
    action: `${kind}.${what}`,
    subjectKind: kind,
    subjectId: id,
    ...(facts && { facts }),
  });
  parts.log.append(tx, [{ kind: 'record.changed', key: id, body: { kind, id } }]);
}

/** Says in the audit log and to the browsers that a part of the set-up was made, changed or removed. */
export async function noteSetup(
  parts: Pick<RecordParts, 'audit' | 'log'>,
  tx: WorkspaceTx,
  caller: Caller,
  part: {
    readonly kind: string;
    readonly id: string;
    readonly what: EventBodies['setup.changed']['what'];
    readonly facts?: Facts;
  },
): Promise<void> {
  const { kind, id, what, facts } = part;
  await parts.audit(tx, {
    actor: actorOf(caller),
    action: `${kind}.${what}`,
    subjectKind: kind,
    subjectId: id,
    ...(facts && { facts }),
  });
  parts.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind, id, what } }]);
}

/** Which fields a change names: what changed, not to what. */
export function namesOf(change: object): { fields: string } {
  return { fields: Object.keys(change).sort().join(',') };
}
