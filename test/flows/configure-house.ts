import {
  type AgentSetup,
  type QueueInput,
  standardQueueSettings,
  standardWorkStreamSettings,
  type WorkStreamInput,
} from '../../contract/api/index.ts';
import type { ApiUser } from '../product.ts';

/** Makes a thing of the set-up. */
export function make<T>(admin: ApiUser, kind: string, input: object): Promise<T> {
  return admin.ask<T>('POST', `/api/setup/${kind}`, input);
}

export function queueInput(name: string, more: Partial<QueueInput> = {}): QueueInput {
  return {
    name,
    description: '',
    priority: 100,
    openToAll: false,
    hoursId: null,
    memberIds: [],
    teamIds: [],
    settings: standardQueueSettings,
    ...more,
  };
}

export function streamInput(
  name: string,
  queueId: string,
  more: Partial<WorkStreamInput> = {},
): WorkStreamInput {
  return {
    name,
    description: '',
    mode: 'push',
    queueId,
    settings: standardWorkStreamSettings,
    ...more,
  };
}

/** What is set of an agent now. */
export async function agentOf(admin: ApiUser, agent: Pick<ApiUser, 'memberId'>): Promise<AgentSetup> {
  const { items } = await admin.ask<{ items: AgentSetup[] }>('GET', '/api/setup/agents');
  const found = items.find((one) => one.memberId === agent.memberId);
  if (!found) throw new Error('no such agent');
  return found;
}
