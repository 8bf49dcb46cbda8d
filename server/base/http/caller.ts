import type { Permission } from '../../../contract/api/permissions.ts';
import type { WorkspaceId } from '../ids.ts';

/** Who makes a request, after the access check. */
export interface Caller {
  readonly workspaceId: WorkspaceId;
  readonly kind: 'member' | 'key';
  /** The member, or the API key. */
  readonly id: string;
  /** Null for an API key. */
  readonly memberId: string | null;
  readonly role: 'administrator' | 'supervisor' | 'agent';
  /** What the role allows: see contract/api/permissions.ts. */
  readonly permissions: ReadonlySet<Permission>;
  /** The sign-in, so that its streams end with it. Null for an API key. */
  readonly signInId: string | null;
  /** Has a notice about monitoring to accept before anything else. */
  readonly noticeOpen?: boolean;
}
