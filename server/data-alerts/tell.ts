import { newId, type WorkspaceTx } from '../base/index.ts';
import type { DatasetRow } from '../datasets/index.ts';
import type { DataAlertDeps } from './deps.ts';
import { insertNotice, type NoticeRow, noteMailed } from './notice-store.ts';
import type { AlertRow } from './store.ts';
import { describeFinding, describeRule } from './words.ts';

export interface Finding {
  /** Null: a test. */
  readonly datasetVersion: number | null;
  readonly value: number | null;
  readonly before: number | null;
}

export const ALERT_FACT = 'dataset:alert';

/** Tells whoever an alert tells, once of a version however often it is called. Undefined: it was told before. */
export async function tell(
  { mails, door, clock }: Pick<DataAlertDeps, 'mails' | 'door' | 'clock'>,
  tx: WorkspaceTx,
  alert: AlertRow,
  dataset: Pick<DatasetRow, 'id' | 'name'>,
  finding: Finding,
): Promise<NoticeRow | undefined> {
  const at = clock.now();
  const notice: NoticeRow = {
    ...finding,
    id: newId(),
    alertId: alert.id,
    at,
    mailed: 0,
    mailMissing: false,
    posted: alert.endpointId !== null,
  };
  if (!(await insertNotice(tx, notice))) return undefined;
  const isTest = finding.datasetVersion === null;
  const told = await mails.tell(tx, {
    once: `data-alert:${notice.id}`,
    memberIds: alert.memberIds,
    permission: 'data.see',
    subject: `${isTest ? 'Test: ' : ''}${alert.name} (${dataset.name})`,
    lines: [
      ...(isTest ? ['This is a test of an alert. Nothing has happened.'] : []),
      `${describeRule(alert.rule)}.`,
      describeFinding(alert.rule, finding.value, finding.before),
      ...(isTest ? [] : [`DataSet “${dataset.name}”, update ${finding.datasetVersion}.`]),
    ],
    link: { path: `/datasources/${dataset.id}/details/alerts?alert=${alert.id}`, words: 'Open the alert' },
  });
  await noteMailed(tx, notice.id, told);
  if (alert.endpointId !== null) {
    await door.tell(tx, alert.endpointId, {
      id: notice.id,
      type: ALERT_FACT,
      conversationId: null,
      createdAt: at,
      refs: { alertId: alert.id, noticeId: notice.id },
    });
  }
  return { ...notice, mailed: told.mailed, mailMissing: told.missing };
}
