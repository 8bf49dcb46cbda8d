import type { Member } from '../../../contract/api/index.ts';
import type { MemberRecord } from './store.ts';

export function presentMember(record: MemberRecord): Member {
  return {
    id: record.id,
    name: record.name,
    email: record.email,
    role: record.role,
    customRoleId: record.customRoleId,
    active: record.active,
    createdAt: record.createdAt.toISOString(),
    lastSeenAt: record.lastSeenAt?.toISOString() ?? null,
  };
}
