import { conversationOperations, participantOperations } from '../../../contract/sunshine/conversations.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import { pageThrough } from '../http/pages.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import { controlRefs } from '../switchboard/present.ts';
import { readControl } from '../switchboard/standby.ts';
import { type User, withoutNull } from '../users/user.ts';
import { checkMetadata, findUser, getUser } from '../users/users.ts';
import {
  getKnown,
  isDefaultOf,
  type Known,
  listKnownOfUser,
  listShownParticipants,
  presentConversation,
  typeOf,
} from './conversations.ts';
import {
  deleteConversation,
  deleteParticipant,
  insertConversation,
  insertParticipant,
  type KeptConversation,
  lockKept,
  mergeConversation,
} from './store.ts';

const MOST_PARTICIPANTS = 10;

interface UserRef {
  readonly userId?: string;
  readonly userExternalId?: string;
}

/** Conversations and who is in them. */
export function addConversationOperations(serve: Serve, { clock, log }: MessagingParts): void {
  serve(conversationOperations.create, async ({ db, body }) => {
    checkMetadata(body.metadata, 'Conversation');
    const refs = body.participants ?? [];
    if (body.type === 'personal' && refs.length !== 1) {
      throw badRequest('A personal conversation should have exactly 1 participant');
    }
    if (refs.length > MOST_PARTICIPANTS) throw new SunshineError(sunshineErrors.participants);
    const users: User[] = [];
    for (const ref of refs) users.push(await userOf(db, ref));
    const now = clock.now();
    const kept: KeptConversation = {
      id: newId(),
      kind: body.type,
      displayName: body.displayName ?? null,
      description: body.description ?? null,
      iconUrl: body.iconUrl ?? null,
      metadata: withoutNull(body.metadata ?? {}),
      businessReadAt: null,
      lastAt: now,
      createdAt: now,
    };
    await db.transaction(async (tx) => {
      await insertConversation(tx, kept);
      for (const user of users) {
        await insertParticipant(tx, { id: newId(), conversationId: kept.id, userId: user.id }, now);
      }
      const { type } = body;
      const made = { conversationId: kept.id, type, what: 'created', userId: users[0]?.id ?? null } as const;
      log.append(tx, [{ kind: 'program_conversation.changed', key: kept.id, body: made }]);
    });
    return { conversation: await shown(db, { id: kept.id, thread: null, kept }) };
  });

  serve(conversationOperations.list, async ({ db, filter, page, listUrl }) => {
    const { userId, userExternalId } = filter;
    if ((userId === undefined) === (userExternalId === undefined)) {
      throw new SunshineError(sunshineErrors.query);
    }
    const user = await getUser(db, userId ?? userExternalId ?? '');
    const all = await listKnownOfUser(db, user.id);
    const standard = all.find((one) => typeOf(one) === 'personal');
    const { items, meta, links } = pageThrough(all, page, filtered(listUrl, filter));
    const { seats, control } = await readControl(
      db,
      items.map((one) => one.id),
    );
    return {
      conversations: items.map((one) =>
        presentConversation(one, one === standard, controlRefs(control.get(one.id), seats)),
      ),
      meta,
      links,
    };
  });

  serve(conversationOperations.get, async ({ db, params }) => ({
    conversation: await shown(db, await getKnown(db, params['conversationId'] ?? '')),
  }));

  serve(conversationOperations.update, async ({ db, params, body }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const kept = await db.transaction(async (tx) => {
      const merged = await mergeConversation(
        tx,
        known.id,
        {
          ...(body.displayName === undefined ? {} : { displayName: body.displayName }),
          ...(body.description === undefined ? {} : { description: body.description }),
          ...(body.iconUrl === undefined ? {} : { iconUrl: body.iconUrl }),
          ...(body.metadata === undefined ? {} : { metadata: body.metadata ?? {} }),
        },
        clock.now(),
      );
      checkMetadata(merged.metadata, 'Conversation');
      return merged;
    });
    return { conversation: await shown(db, { ...known, kept }) };
  });

  serve(conversationOperations.remove, async ({ db, params }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    if (known.thread || (await isDefaultOf(db, known))) {
      throw badRequest(`Conversation ${known.id} cannot be deleted because it is the default.`);
    }
    await db.transaction(async (tx) => {
      await deleteConversation(tx, known.id);
      const gone = { conversationId: known.id, type: typeOf(known), what: 'removed', userId: null } as const;
      log.append(tx, [{ kind: 'program_conversation.changed', key: known.id, body: gone }]);
    });
    return {};
  });

  serve(participantOperations.join, async ({ db, params, body }) => {
    const known = await groupOf(db, params['conversationId'] ?? '');
    const user = await userOf(db, body);
    await db.transaction(async (tx) => {
      // Whoever holds the row decides how many there are.
      if (!(await lockKept(tx, known.id))) throw new SunshineError(sunshineErrors.conversation_not_found);
      const there = await listShownParticipants(tx, known);
      if (there.some((one) => one.userId === user.id)) return;
      if (there.length >= MOST_PARTICIPANTS) throw new SunshineError(sunshineErrors.participants);
      await insertParticipant(tx, { id: newId(), conversationId: known.id, userId: user.id }, clock.now());
      const joined = { conversationId: known.id, userId: user.id, what: 'joined' } as const;
      log.append(tx, [{ kind: 'participants.changed', key: known.id, body: joined }]);
    });
    const participant = (await listShownParticipants(db, known)).find((one) => one.userId === user.id);
    if (!participant) throw new SunshineError(sunshineErrors.not_a_member);
    return { participant };
  });

  serve(participantOperations.list, async ({ db, params, page, listUrl }) => {
    const known = await getKnown(db, params['conversationId'] ?? '');
    const { items, meta, links } = pageThrough(await listShownParticipants(db, known), page, listUrl);
    return { participants: items, meta, links };
  });

  serve(participantOperations.leave, async ({ db, params, body }) => {
    const known = await groupOf(db, params['conversationId'] ?? '');
    const named = body.userId ?? body.userExternalId;
    const userId = named === undefined ? undefined : (await findUser(db, named))?.id;
    const participant = (await listShownParticipants(db, known)).find(
      (one) => one.id === body.participantId || one.userId === userId,
    );
    if (!participant) throw new SunshineError(sunshineErrors.not_a_member);
    await db.transaction(async (tx) => {
      await deleteParticipant(tx, known.id, participant.id);
      const left = { conversationId: known.id, userId: participant.userId, what: 'left' } as const;
      log.append(tx, [{ kind: 'participants.changed', key: known.id, body: left }]);
    });
    return {};
  });
}

async function shown(db: WorkspaceDb, known: Known) {
  const { seats, control } = await readControl(db, [known.id]);
  return presentConversation(known, await isDefaultOf(db, known), controlRefs(control.get(known.id), seats));
}

/** A group that users can be put into: one that only programs know. */
async function groupOf(db: WorkspaceDb, id: string): Promise<Known> {
  const known = await getKnown(db, id);
  if (known.thread || typeOf(known) !== 'sdkGroup') {
    throw badRequest('Participants can only be changed in conversations of type sdkGroup made by this API');
  }
  return known;
}

/** @throws SunshineError 400 unless exactly one of the two is given; 404 when there is no such user. */
async function userOf(db: WorkspaceDb, { userId, userExternalId }: UserRef): Promise<User> {
  if ((userId === undefined) === (userExternalId === undefined)) {
    throw badRequest('Exactly one of userId and userExternalId should be given');
  }
  return getUser(db, userId ?? userExternalId ?? '');
}

function filtered(listUrl: string, filter: UserRef): string {
  const [name, value] = Object.entries(filter).find(([, given]) => given !== undefined) ?? [];
  return name === undefined ? listUrl : `${listUrl}?filter[${name}]=${encodeURIComponent(String(value))}`;
}
