import type { Alert, AlertRule } from '../../../contract/api/index.ts';
import { asId, type LiveHub, newId, type WorkspaceDb } from '../../base/index.ts';
import { countStopped, listWorkspacesStopped } from '../../messaging/index.ts';
import { countTroubled, listWorkspacesTroubled } from '../../reports/index.ts';
import { type AgentState, listAgents, readSetup, type Setup } from '../../routing/index.ts';
import type { SupervisionDeps } from '../types.ts';
import { judge } from './judge.ts';
import {
  changeAlert,
  insertAlert,
  listActiveAlerts,
  listRules,
  listStandings,
  listWatchful,
  type QueueStanding,
} from './store.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const standard = (id: string, name: string, kind: AlertRule['kind']): AlertRule => ({
  id: id.repeat(24),
  name,
  kind,
  queueId: null,
  warning: 1,
  critical: null,
  enabled: true,
});
/** Where nobody has made or switched off a rule of this kind: these things are never passed over. */
const UNASKED = [standard('0', 'Programs', 'programs_stopped'), standard('1', 'Reports', 'reports_troubled')];

/** What a rule looks at: a queue, an agent, or the workspace as a whole, and its value now. */
export interface Subject {
  readonly queueId: string | null;
  readonly memberId: string | null;
  readonly value: number;
}

/** Looks at every workspace that has rules, stopped programs or reports in trouble; tells whoever listens of what came, changed and went. */
export async function lookForAlerts(
  deps: Pick<SupervisionDeps, 'db' | 'clock'> & { readonly live: Pick<LiveHub, 'publish'> },
): Promise<void> {
  const watchful = new Set([
    ...(await listWatchful(deps.db)),
    ...(await listWorkspacesStopped(deps.db)),
    ...(await listWorkspacesTroubled(deps.db, deps.clock.now())),
  ]);
  for (const workspaceId of watchful) {
    const db = deps.db.workspace(asId<'workspace'>(workspaceId));
    if (await lookAt(db, deps.clock.now())) deps.live.publish(db.workspaceId, { type: 'alert' });
  }
}

/** True when an alert came, changed its level, or went. */
async function lookAt(db: WorkspaceDb, now: Date): Promise<boolean> {
  const made = await listRules(db);
  const unasked = UNASKED.filter(({ kind }) => !made.some((rule) => rule.kind === kind));
  const rules = [...made, ...unasked].filter((rule) => rule.enabled);
  const standing = await listActiveAlerts(db);
  const setup = await readSetup(db);
  const queues = await listStandings(db, new Date(now.getTime() - HOUR_MS));
  const agents = await listAgents(db, [...setup.members.keys()]);
  const stopped = await countStopped(db);
  const troubled = await countTroubled(db, now);
  let isNews = false;
  await db.transaction(async (tx) => {
    const left = new Map(standing.map((alert) => [keyOf(alert.ruleId, alert), alert]));
    for (const rule of rules) {
      for (const subject of subjectsOf(rule, { setup, queues, agents, stopped, troubled }, now)) {
        const key = keyOf(rule.id, subject);
        const stands = left.get(key);
        left.delete(key);
        const level = judge(rule, subject.value, stands?.level ?? null);
        if (level === stands?.level && subject.value === stands?.value) continue;
        if (level === null && !stands) continue;
        if (level !== stands?.level) isNews = true;
        if (level === null) await changeAlert(tx, stands?.id ?? '', { until: now });
        else if (stands) await changeAlert(tx, stands.id, { level, value: subject.value });
        else await insertAlert(tx, newAlert(rule, subject, level), now);
      }
    }
    // Of rules and subjects that are no more.
    for (const alert of left.values()) {
      isNews = true;
      await changeAlert(tx, alert.id, { until: now });
    }
  });
  return isNews;
}

function newAlert(rule: AlertRule, subject: Subject, level: Alert['level']): Omit<Alert, 'since' | 'until'> {
  return { id: newId(), ruleId: rule.id, ruleName: rule.name, kind: rule.kind, level, ...subject };
}

function keyOf(ruleId: string, one: Pick<Subject, 'queueId' | 'memberId'>): string {
  return `${ruleId}/${one.queueId ?? ''}/${one.memberId ?? ''}`;
}

/** What rules judge by, as it is now. */
export interface Seen {
  readonly setup: Pick<Setup, 'queues'>;
  readonly queues: readonly QueueStanding[];
  readonly agents: readonly AgentState[];
  /** Conversations in which a program is stopped. */
  readonly stopped: number;
  /** Reports that have failed or are late. */
  readonly troubled: number;
}

/** Pure: the values that a rule judges. */
export function subjectsOf(
  rule: Pick<AlertRule, 'kind' | 'queueId'>,
  { setup, queues, agents, stopped, troubled }: Seen,
  now: Date,
): Subject[] {
  const minutesSince = (at: Date) => Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE_MS));
  if (rule.kind === 'agent_inactive') {
    return agents
      .filter((agent) => agent.connected && agent.base === 'inactive')
      .map((agent) => ({ queueId: null, memberId: agent.memberId, value: minutesSince(agent.since) + 1 }));
  }
  if (rule.kind === 'programs_stopped') return [{ queueId: null, memberId: null, value: stopped }];
  if (rule.kind === 'reports_troubled') return [{ queueId: null, memberId: null, value: troubled }];
  const there = new Set(
    agents.flatMap((agent) =>
      agent.connected && (agent.base === 'available' || agent.base === 'busy') ? agent.memberId : [],
    ),
  );
  return queues
    .filter(({ queueId }) => rule.queueId === null || rule.queueId === queueId)
    .map((queue): Subject => {
      const subject = { queueId: queue.queueId, memberId: null };
      switch (rule.kind) {
        case 'wait_exceeds':
          return { ...subject, value: queue.oldestAt ? minutesSince(queue.oldestAt) : 0 };
        case 'queue_exceeds':
          return { ...subject, value: queue.waiting };
        case 'breach_rate':
          return {
            ...subject,
            value: queue.opened === 0 ? 0 : Math.round((100 * queue.breached) / queue.opened),
          };
        case 'no_agent': {
          // Only where somebody waits: an empty queue without agents is no trouble. At once counts as a minute.
          const members = setup.queues.get(queue.queueId)?.members ?? new Map();
          const isManned = [...members.keys()].some((id) => there.has(id));
          return { ...subject, value: isManned || !queue.oldestAt ? 0 : minutesSince(queue.oldestAt) + 1 };
        }
        case 'agent_inactive':
        case 'programs_stopped':
        case 'reports_troubled':
          return { ...subject, value: 0 };
      }
    });
}
