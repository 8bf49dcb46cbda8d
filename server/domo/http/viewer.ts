import type { WorkspaceDb } from '../../base/index.ts';
import { type Viewer, viewerOfMember } from '../../datasets/index.ts';
import type { DataCaller } from '../clients/clients.ts';

/**
 * A program sees what the member sees who made it, and owns what it made itself. When that member has gone, it goes on
 * with the DataSets of everybody.
 */
export async function viewerOfClient(
  db: WorkspaceDb,
  { clientId, ownerId }: Pick<DataCaller, 'clientId' | 'ownerId'>,
): Promise<Viewer> {
  const owner = ownerId === null ? undefined : await viewerOfMember(db, ownerId);
  return { ...(owner ?? { memberId: null, ownsAll: false, everybody: 'edit' }), clientId };
}
