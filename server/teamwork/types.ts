import type { SideTalk as ContractTalk } from '../../contract/api/index.ts';
import type { Db, HttpServer, EventLog, Clock } from '../base/index.ts';
import type { RoutingDeps } from '../routing/index.ts';

/** A colleague beside the agent who answers, as stored. */
export interface SideTalk {
  readonly id: string;
  readonly conversationId: string;
  readonly workItemId: string;
  readonly kind: ContractTalk['kind'];
  readonly byMemberId: string;
  readonly memberId: string | null;
  readonly queueId: string | null;
  readonly sessionId: string | null;
  readonly state: ContractTalk['state'];
  readonly canAnswer: boolean;
  readonly outcome: string | null;
  readonly tried: readonly string[];
  readonly askedAt: Date;
  readonly dueAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface SideText {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  readonly at: Date;
}

export interface TeamworkDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly routing: RoutingDeps;
}

/** Who asks for something, and whether they stand above the agent who has it. */
export interface Asker {
  readonly memberId: string;
  readonly supervises: boolean;
}
