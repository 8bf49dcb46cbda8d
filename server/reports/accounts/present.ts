import type { AccountDetail, AccountHealth, ListedAccount } from '../../../contract/api/index.ts';
import type { AccountShare } from '../../accounts/index.ts';
import type { AccountRow, ReportUse } from './store.ts';

/** What X's sign-in of an account is good for. */
export function healthOf(
  row: Pick<AccountRow, 'status' | 'access_expires_at' | 'refresh_due_at'>,
  now: Date,
): AccountHealth {
  if (row.status === 'revoked' || row.status === 'reconnect') return row.status;
  if (row.access_expires_at === null) return 'good';
  if (row.refresh_due_at === null) return row.access_expires_at > now ? 'ends' : 'reconnect';
  return row.access_expires_at > now ? 'good' : 'not_renewed';
}

export function presentListed(
  row: AccountRow,
  shares: readonly AccountShare[],
  ownsAll: boolean,
  now: Date,
): ListedAccount {
  const health = healthOf(row, now);
  return {
    id: row.id,
    appId: row.app_id,
    appName: row.app_name,
    network: row.network,
    name: row.label ?? row.name ?? (row.username === null ? row.app_name : `@${row.username}`),
    label: row.label,
    username: row.username,
    avatarUrl: row.avatar_url,
    kind: row.auth_kind,
    health,
    reason: row.status_reason,
    endsAt: health === 'good' ? null : (row.access_expires_at?.toISOString() ?? null),
    ownerIds: shares
      .filter((share) => share.accountId === row.id && share.level === 'owner')
      .map(({ memberId }) => memberId),
    datasets: row.datasets,
    handle:
      row.handle_id === null || row.handle_name === null
        ? null
        : { id: row.handle_id, name: row.handle_name },
    lastUsedAt: row.used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    // The list holds no account that the caller has no level on.
    level: ownsAll ? 'owner' : (row.level ?? 'read'),
  };
}

export function presentDetail(
  listed: ListedAccount,
  row: AccountRow,
  shares: readonly AccountShare[],
  reports: readonly ReportUse[],
): AccountDetail {
  return {
    ...listed,
    scopes: [...row.scopes],
    shares: shares.map(({ memberId, level, givenAt }) => ({
      memberId,
      level,
      givenAt: givenAt.toISOString(),
    })),
    reports: reports.map((report) => ({
      id: report.id,
      datasetId: report.dataset_id,
      datasetName: report.dataset_name,
      kind: report.kind,
    })),
  };
}
