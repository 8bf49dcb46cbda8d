import type { DataAlert, DataAlertNotice } from '../../contract/api/index.ts';
import type { LoggedDelivery, WebhookEndpoint } from '../webhooks/index.ts';
import type { NoticeRow } from './notice-store.ts';
import type { AlertRow } from './store.ts';

export function presentAlert(row: AlertRow, endpoint: WebhookEndpoint | undefined): DataAlert {
  const { id, version, datasetId, name, rule, paused, ownerId, checkedVersion, value, holds, problem } = row;
  return {
    id,
    version,
    datasetId,
    name,
    rule,
    memberIds: [...row.memberIds],
    webhook: endpoint?.target ?? null,
    paused,
    ownerId,
    checkedVersion,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    value,
    holds,
    problem,
    toldAt: row.toldAt?.toISOString() ?? null,
    webhookProblem: endpoint?.state === 'paused' ? (endpoint.pauseReason ?? 'The webhook is paused.') : null,
  };
}

export function presentNotice(
  row: NoticeRow,
  delivery: Pick<LoggedDelivery, 'state' | 'last'> | undefined,
): DataAlertNotice {
  const { id, datasetVersion, value, before, mailed, mailMissing, posted } = row;
  return {
    id,
    at: row.at.toISOString(),
    datasetVersion,
    value,
    before,
    mailed,
    mailMissing,
    webhook: posted ? (delivery?.state ?? 'forgotten') : null,
    webhookError: delivery?.last?.error ?? null,
  };
}
