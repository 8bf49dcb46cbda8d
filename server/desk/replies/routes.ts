import { type OfferedReply, type QuickReply, quickReplyRoutes } from '../../../contract/api/index.ts';
import { route, searchQuery, keepDeleted } from '../../base/index.ts';
import { nameCursor, readNameCursor } from '../../contacts/index.ts';
import { workspaceOf } from '../parts.ts';
import { namesOf, noteSetup, type RecordParts } from '../records/parts.ts';
import { needMayChange, visibleTo } from '../sharing.ts';
import { type ConversationFacts, factsOf } from './facts.ts';
import { changeReply, createReply, fillReply, getReply } from './replies.ts';
import { countUse, deleteReply, listFitting, listReplies, listReplyTags, type ReplyRow } from './store.ts';

const STANDARD = 50;
const OFFERED = 20;
const KIND = 'quick_reply';

/** Quick replies: manage, and offer in a conversation. */
export function addQuickReplyRoutes(parts: RecordParts): void {
  const { http, clock } = parts;

  route(http, quickReplyRoutes.list, async ({ query, caller }) => {
    const db = workspaceOf(parts, caller);
    const limit = query.limit ?? STANDARD;
    const found = await listReplies(db, {
      visible: visibleTo(db, caller),
      words: searchQuery(query.q ?? ''),
      tags: query.tag === undefined ? [] : [query.tag.toLowerCase()],
      scope: query.scope,
      after: readNameCursor(query.cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? nameCursor({ id: last.id, name: last.title }) : null;
    return { quickReplies: page.map(present), next };
  });

  route(http, quickReplyRoutes.tags, async ({ caller }) => {
    const db = workspaceOf(parts, caller);
    return { tags: await listReplyTags(db, visibleTo(db, caller)) };
  });

  route(http, quickReplyRoutes.create, ({ body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const made = await createReply(tx, clock, caller, body);
      const facts = { scope: made.scope };
      await noteSetup(parts, tx, caller, { kind: KIND, id: made.id, what: 'created', facts });
      return present(made);
    }),
  );

  route(http, quickReplyRoutes.update, ({ params, body, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      const changed = await changeReply(tx, clock, caller, params.id, body);
      const facts = { ...namesOf(body), scope: changed.scope };
      await noteSetup(parts, tx, caller, { kind: KIND, id: changed.id, what: 'changed', facts });
      return present(changed);
    }),
  );

  route(http, quickReplyRoutes.remove, ({ params, caller }) =>
    workspaceOf(parts, caller).transaction(async (tx) => {
      needMayChange(caller, await getReply(tx, caller, params.id));
      await keepDeleted(tx, { kind: KIND, id: params.id, by: caller.id }, clock.now());
      await deleteReply(tx, params.id);
      await noteSetup(parts, tx, caller, { kind: KIND, id: params.id, what: 'removed' });
    }),
  );

  route(http, quickReplyRoutes.offer, async ({ params, query, caller }) => {
    const db = workspaceOf(parts, caller);
    const facts = await factsOf(db, params.id, caller.memberId);
    const q = query.q?.trim() ?? '';
    const found = await listFitting(db, {
      visible: visibleTo(db, caller),
      words: searchQuery(q),
      tags: tagsOf(query.tags),
      workStreamId: facts.workStreamId,
      slug: q.toLowerCase(),
      limit: query.limit ?? OFFERED,
    });
    return { quickReplies: found.map((row) => offer(row, facts)) };
  });

  route(http, quickReplyRoutes.used, async ({ params, caller }) => {
    const db = workspaceOf(parts, caller);
    await getReply(db, caller, params.id);
    await countUse(db, params.id);
  });
}

function tagsOf(text: string | undefined): string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5);
}

function present(row: ReplyRow): QuickReply {
  const { id, slug, title, scope, ownerId, teamId, tags, workStreamIds, messages } = row;
  return {
    id,
    slug,
    title,
    scope,
    ownerId,
    teamId,
    tags: [...tags],
    workStreamIds: [...workStreamIds],
    messages: [...messages],
    usedCount: Number(row.usedCount),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function offer(row: ReplyRow, facts: ConversationFacts): OfferedReply {
  const { id, slug, title, scope, tags } = row;
  return { id, slug, title, scope, tags: [...tags], ...fillReply(row, facts) };
}
