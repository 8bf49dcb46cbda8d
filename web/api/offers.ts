import type {
  AgentPresence,
  AgentSession,
  Offer,
  PresenceOption,
  presenceRoutes,
  ResponseOf,
} from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { noteServerTime } from '../lib/server-clock.ts';
import { tellProblem } from '../shell/tell.ts';
import { offerTexts, presenceTexts } from '../texts/seat.ts';
import { queryClient } from './query-client.ts';

interface Context {
  signal: AbortSignal;
}

/** What is offered to this person. Looking back at the page asks again: timers of a sleeping tab stand still. */
export const offersQuery = {
  queryKey: ['offers'] as const,
  queryFn: async ({ signal }: Context): Promise<Offer[]> => {
    const askedAtMs = Date.now();
    const { offers, now } = await api.offers.list({ signal });
    noteServerTime(now, askedAtMs, Date.now());
    return offers;
  },
  staleTime: 0,
  refetchOnWindowFocus: 'always' as const,
};

export const mySessionsQuery = {
  queryKey: ['sessions'] as const,
  queryFn: async ({ signal }: Context): Promise<AgentSession[]> =>
    (await api.offers.sessions({ signal })).sessions,
};

export type MyPresence = ResponseOf<typeof presenceRoutes.mine>;

export const myPresenceQuery = {
  queryKey: ['presence', 'mine'] as const,
  queryFn: ({ signal }: Context): Promise<MyPresence> => api.presence.mine({ signal }),
};

/** Chooses the own presence: at once on the screen, then on the server. */
export async function choosePresence(option: PresenceOption): Promise<void> {
  const key = myPresenceQuery.queryKey;
  const before = queryClient.getQueryData<MyPresence>(key);
  const put = (presence: AgentPresence) =>
    queryClient.setQueryData<MyPresence>(key, (now) => now && { ...now, presence });
  if (before) {
    const { id: presenceId, text, base } = option;
    put({ ...before.presence, presenceId, text, base, chosen: true });
  }
  try {
    put(await api.presence.choose({ presenceId: option.id }));
  } catch (error) {
    if (before) put(before.presence);
    tellProblem(presenceTexts.cannotChoose, error);
  }
}

function drop(sessionId: string): void {
  queryClient.setQueryData<Offer[]>(offersQuery.queryKey, (offers) =>
    offers?.filter((offer) => offer.sessionId !== sessionId),
  );
}

/** Takes what is offered; answers the conversation to open, or nothing when the offer is gone. */
export async function acceptOffer(sessionId: string): Promise<string | undefined> {
  drop(sessionId);
  try {
    const { conversationId } = await api.offers.accept({ id: sessionId });
    void queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
    return conversationId;
  } catch (error) {
    tellProblem(offerTexts.cannotAccept, error);
    void queryClient.invalidateQueries({ queryKey: offersQuery.queryKey });
    return undefined;
  }
}

export async function declineOffer(sessionId: string): Promise<void> {
  drop(sessionId);
  try {
    await api.offers.decline({ id: sessionId });
  } catch (error) {
    tellProblem(offerTexts.cannotDecline, error);
    void queryClient.invalidateQueries({ queryKey: offersQuery.queryKey });
  }
}
