import { sql, type WorkspaceTx } from '../base/index.ts';

/** What X answered to the tries of sending a message: it may repeat the text. */
export async function forgetAttempts(tx: WorkspaceTx, messageId: string): Promise<void> {
  await tx.execute(sql`
    update attempt set x_body = null where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`);
}
