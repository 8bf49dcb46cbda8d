import { teamworkRoutes } from '../../../contract/api/index.ts';
import { teamworkErrors } from '../../../contract/errors/teamwork.ts';
import { AppError, type Caller, newId, route } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { presentTalk, presentText } from '../present.ts';
import { insertText, listRunningTalks, listTexts } from '../store.ts';
import { addToChat, ask, endTalk, needOwnTalk, talkChanged } from '../talks.ts';
import type { Asker, TeamworkDeps } from '../types.ts';

/** Advice, help, and what is said in the private pane. */
export function addTalkRoutes(deps: TeamworkDeps): void {
  const { http, db, clock, log } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);

  route(http, teamworkRoutes.list, async ({ params, caller }) => {
    const workspace = workspaceOf(caller);
    await getConversation(workspace, params.id);
    return { talks: (await listRunningTalks(workspace, params.id)).map(presentTalk) };
  });

  route(http, teamworkRoutes.ask, async ({ params, body, caller }) => {
    const { kind, to, note = '', override = false } = body;
    const question = { kind, to, note, override };
    return presentTalk(await ask(deps, workspaceOf(caller), params.id, question, askerOf(caller)));
  });

  route(http, teamworkRoutes.messages, async ({ params, caller }) => {
    const talk = await needOwnTalk(workspaceOf(caller), params.id, askerOf(caller));
    const messages = await listTexts(workspaceOf(caller), talk.id);
    return { talk: presentTalk(talk), messages: messages.map(presentText) };
  });

  route(http, teamworkRoutes.say, async ({ params, body, caller }) => {
    const talk = await needOwnTalk(workspaceOf(caller), params.id, askerOf(caller));
    if (talk.state === 'ended') throw new AppError(teamworkErrors.talk_over);
    return workspaceOf(caller).transaction(async (tx) => {
      const text = { text: body.text.toWellFormed(), at: clock.now(), idempotencyKey: body.idempotencyKey };
      const { said, created } = await insertText(tx, talk.id, {
        id: newId(),
        authorId: memberIdOf(caller),
        ...text,
      });
      if (created) log.append(tx, [talkChanged(talk, 'said')]);
      return presentText(said);
    });
  });

  route(http, teamworkRoutes.addToChat, async ({ params, caller }) =>
    presentTalk(await addToChat(deps, workspaceOf(caller), params.id, askerOf(caller))),
  );

  route(http, teamworkRoutes.end, async ({ params, caller }) =>
    presentTalk(await endTalk(deps, workspaceOf(caller), params.id, askerOf(caller))),
  );
}

/** @throws AppError only_for_people */
export function askerOf(caller: Caller): Asker {
  return { memberId: memberIdOf(caller), supervises: caller.permissions.has('board.monitor') };
}
