import { MOST_DATA_ALERTS } from '../../contract/api/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { findDataset } from '../datasets/index.ts';
import { type Carrier, signedHeaders, type WebhookFact } from '../webhooks/index.ts';
import { findNotice } from './notice-store.ts';
import { findAlert } from './store.ts';
import { describeFinding, describeRule } from './words.ts';

/** Posts what alerts of DataSets tell, signed as webhooks are. */
export function createAlertCarrier({ publicUrl }: { readonly publicUrl: string }): Carrier {
  return {
    most: MOST_DATA_ALERTS.ofWorkspace,
    // Told by the alert itself, never by the log.
    receives: () => false,
    bodyOf: async (db, _endpoint, facts) => {
      const bodies: (object | undefined)[] = [];
      for (const fact of facts) bodies.push(await bodyOf(publicUrl, db, fact));
      return bodies;
    },
    carry: (_db, { target, secret }, { fact, body, timeoutMs, ask }) => {
      if (secret === '') {
        const error = 'the secret cannot be opened with our master key';
        return Promise.resolve({ status: null, error, response: null, tookMs: 0 });
      }
      const headers = signedHeaders({ secret, deliveryId: fact.id, body });
      return ask({ target, body, headers, timeoutMs });
    },
  };
}

async function bodyOf(
  publicUrl: string,
  db: WorkspaceDb,
  { refs }: WebhookFact,
): Promise<object | undefined> {
  const notice = await findNotice(db, refs['noticeId'] ?? '');
  const alert = notice && (await findAlert(db, notice.alertId));
  const dataset = alert && (await findDataset(db, alert.datasetId));
  if (!notice || !alert || !dataset) return undefined;
  const { datasetVersion, value, before } = notice;
  return {
    type: 'dataset.alert',
    id: notice.id,
    test: datasetVersion === null,
    at: notice.at.toISOString(),
    workspaceId: db.workspaceId,
    alert: { id: alert.id, name: alert.name, rule: alert.rule, words: `${describeRule(alert.rule)}.` },
    dataset: { id: dataset.id, name: dataset.name, version: datasetVersion },
    value,
    before,
    words: describeFinding(alert.rule, value, before),
    url: `${publicUrl}/datasources/${dataset.id}/details/alerts?alert=${alert.id}`,
  };
}
