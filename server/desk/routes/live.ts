import { type LiveEvent, liveRoutes } from '../../../contract/api/index.ts';
import { type Caller, route } from '../../base/index.ts';
import { createEventFilter } from '../visibility/live.ts';
import { type DeskParts, workspaceOf } from '../parts.ts';

/** Asked while a stream is open: is this caller still allowed to listen? */
export type StillAllowed = (caller: Caller) => Promise<boolean>;

const RECHECK_MS = 30_000;

/** Whose browser listens to this process; the answer is called when it stops. */
export type Listen = (workspaceId: Caller['workspaceId'], memberId: string) => () => void;

/** Live updates by server-sent events. */
export function addLiveRoute(
  parts: DeskParts & { readonly stillAllowed: StillAllowed; readonly listen: Listen },
): void {
  const { http, live, stillAllowed, listen } = parts;
  route(http, liveRoutes.stream, async ({ query, caller, request, reply }) => {
    const header = request.headers['last-event-id'];
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value);
    }
    // The hub ends streams of revoked sign-ins at once; this catches what it did not hear of.
    const timer = setInterval(() => {
      stillAllowed(caller).then(
        (allowed) => {
          if (!allowed) response.end();
        },
        () => undefined,
      );
    }, RECHECK_MS).unref();
    response.once('close', () => clearInterval(timer));
    // The hub sends what `toLive` and `publish` make: events of the contract.
    const filter = createEventFilter(workspaceOf(parts, caller), caller);
    try {
      await live.attach({
        response,
        workspaceId: caller.workspaceId,
        memberId: caller.memberId,
        signInId: caller.signInId,
        lastEventId: query.lastEventId ?? (typeof header === 'string' ? header : undefined),
        allows: (event) => {
          if (endsStream(event as LiveEvent, caller)) setImmediate(() => response.end());
          return filter(event as LiveEvent);
        },
      });
      const stopListening =
        caller.memberId === null ? undefined : listen(caller.workspaceId, caller.memberId);
      if (response.closed) stopListening?.();
      else response.once('close', () => stopListening?.());
    } catch (error) {
      response.destroy();
      throw error;
    }
  });
}

/** What this caller may do has changed: the browser comes back and is judged anew. */
function endsStream(event: LiveEvent, caller: Caller): boolean {
  return event.type === 'member' && caller.memberId !== null && event.memberId === caller.memberId;
}
