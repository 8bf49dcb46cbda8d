import type { SideMessage, SideTalk as ContractTalk } from '../../contract/api/index.ts';
import type { SideTalk, SideText } from './types.ts';

export function presentTalk(talk: SideTalk): ContractTalk {
  return {
    id: talk.id,
    conversationId: talk.conversationId,
    kind: talk.kind,
    state: talk.state,
    byMemberId: talk.byMemberId,
    memberId: talk.memberId,
    queueId: talk.queueId,
    canAnswer: talk.canAnswer,
    outcome: talk.outcome,
    askedAt: talk.askedAt.toISOString(),
    dueAt: talk.dueAt?.toISOString() ?? null,
    acceptedAt: talk.acceptedAt?.toISOString() ?? null,
    endedAt: talk.endedAt?.toISOString() ?? null,
  };
}

export function presentText({ id, authorId, text, at }: SideText): SideMessage {
  return { id, authorId, text, at: at.toISOString() };
}
