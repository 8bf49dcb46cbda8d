import { Readable } from 'node:stream';
import { type TranscriptExport, transcriptRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { conversationErrors } from '../../../contract/errors/conversations.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { privacyErrors } from '../../../contract/errors/privacy.ts';
import { AppError, type Caller, newId, route, type WorkspaceDb } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { actorOf } from '../../people/index.ts';
import { type PrivacyDeps, workspaceOf } from '../deps.ts';
import { sendBlob } from '../send-blob.ts';
import { countChosen, isRestricted, listChosen, type Rights, tookPart } from '../transcripts/choose-store.ts';
import { type ExportRecord, findExport, insertExport, listExports } from '../transcripts/export-store.ts';
import { type ExportsDeps, transcriptJob } from '../transcripts/exports.ts';
import { fileNameOf } from '../transcripts/make.ts';
import { readTranscript } from '../transcripts/read.ts';
import { writers } from '../transcripts/write.ts';

const STANDARD = 20;
/** Conversations of one export. */
const MOST = 10_000;
/** Entries of a file that is made while one waits. */
const MOST_LINES = 5_000;

const TYPES = { html: 'text/html', json: 'application/json', csv: 'text/csv' } as const;

/** Conversations as files: one at once, many in the background. */
export function addTranscriptRoutes(deps: PrivacyDeps & ExportsDeps): void {
  const { http, clock } = deps;

  route(http, transcriptRoutes.one, async ({ params, query, caller, reply }) => {
    const format = query.format ?? 'html';
    const db = workspaceOf(deps, caller);
    const rights = rightsOf(caller);
    await getConversation(db, params.id);
    if (!rights.seesAll && !(await tookPart(db, params.id, rights.memberId ?? ''))) {
      throw new AppError(conversationErrors.conversation_not_found);
    }
    if (!rights.pastRestriction && (await isRestricted(db, params.id))) {
      throw new AppError(privacyErrors.transcripts_restricted);
    }
    const all = { ...rights, seesAll: true, pastRestriction: true };
    const [conversation] = await listChosen(db, { conversationIds: [params.id] }, all, {
      after: '',
      limit: 1,
    });
    if (!conversation) throw new AppError(conversationErrors.conversation_not_found);
    await db.transaction((tx) =>
      deps.audit(tx, {
        actor: actorOf(caller),
        action: 'transcript.exported',
        subjectKind: 'conversation',
        subjectId: params.id,
        facts: { format, notes: query.notes ?? false },
      }),
    );
    const names = await deps.findNames(db);
    const writer = writers[format];
    const lines = async function* () {
      let index = 0;
      let masked = false;
      yield writer.head(conversation);
      const options = {
        withNotes: (query.notes ?? false) && rights.seesAll,
        pathOf: null,
        nameOf: (id: string) => names.get(id) ?? null,
      };
      for await (const part of readTranscript(db, conversation, options)) {
        masked ||= part.masked;
        for (const line of part.lines) {
          yield writer.line(line, conversation, index);
          index += 1;
        }
        if (index >= MOST_LINES) break;
      }
      yield writer.foot(masked);
    };
    return reply
      .type(`${TYPES[format]}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="${fileNameOf(conversation)}.${format}"`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(Readable.from(lines()));
  });

  route(http, transcriptRoutes.create, async ({ body, caller }) => {
    const db = workspaceOf(deps, caller);
    const rights = rightsOf(caller);
    const total = await countChosen(db, body.filter, rights, MOST + 1);
    if (total === 0) throw new AppError(privacyErrors.nothing_to_export);
    if (total > MOST) throw new AppError(privacyErrors.too_much_to_export);
    return db.transaction(async (tx) => {
      const made = await insertExport(tx, {
        id: newId<'transcript_export'>(),
        format: body.format,
        withFiles: body.withFiles,
        withNotes: body.withNotes && rights.seesAll,
        filter: body.filter,
        seesAll: rights.seesAll,
        pastRestriction: rights.pastRestriction,
        total,
        requestedBy: caller.memberId,
        requestedAt: clock.now(),
      });
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'transcripts.exported',
        subjectKind: 'transcript_export',
        subjectId: made.id,
        facts: { format: made.format, conversations: total, files: made.withFiles, notes: made.withNotes },
      });
      const data = { workspaceId: tx.workspaceId, exportId: made.id };
      await deps.jobs.send(tx, transcriptJob, data, { key: made.id });
      return present(made);
    });
  });

  route(http, transcriptRoutes.list, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const whose = caller.permissions.has('privacy.manage') ? null : caller.memberId;
    const found = await listExports(workspaceOf(deps, caller), whose, before, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      exports: page.map(present),
      next: found.length > limit && last ? `${last.requestedAt.getTime()}.${last.id}` : null,
    };
  });

  route(http, transcriptRoutes.get, async ({ params, caller }) =>
    present(await get(workspaceOf(deps, caller), params.id, caller)),
  );

  route(http, transcriptRoutes.file, async ({ params, caller, reply }) => {
    const db = workspaceOf(deps, caller);
    const found = await get(db, params.id, caller);
    if (found.state !== 'done') throw new AppError(privacyErrors.export_not_ready);
    if (found.blobKey === null) throw new AppError(privacyErrors.export_gone);
    await db.transaction((tx) =>
      deps.audit(tx, {
        actor: actorOf(caller),
        action: 'transcripts.downloaded',
        subjectKind: 'transcript_export',
        subjectId: found.id,
      }),
    );
    return sendBlob(deps.blobs, db.workspaceId, found.blobKey, {
      reply,
      name: `transcripts-${found.id}.zip`,
    });
  });
}

function rightsOf(caller: Caller): Rights {
  return {
    memberId: caller.memberId,
    seesAll: caller.permissions.has('conversations.see_all'),
    pastRestriction: caller.permissions.has('privacy.manage'),
  };
}

/** One's own; whoever manages privacy sees all. */
async function get(db: WorkspaceDb, id: string, caller: Caller): Promise<ExportRecord> {
  const found = await findExport(db, id);
  const may = found && (found.requestedBy === caller.memberId || caller.permissions.has('privacy.manage'));
  if (!may) throw new AppError(baseErrors.not_found, { values: { what: 'export' } });
  return found;
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new AppError(deskErrors.cursor_not_valid);
  return { at: new Date(Number(at)), id };
}

function present(record: ExportRecord): TranscriptExport {
  const { blobKey, requestedAt, finishedAt, expiresAt } = record;
  const { id, state, format, withFiles, withNotes, done, total, failure, byteSize, requestedBy } = record;
  return {
    id,
    state,
    format,
    withFiles,
    withNotes,
    done,
    total,
    failure,
    byteSize: blobKey === null ? null : byteSize,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: blobKey === null ? null : (expiresAt?.toISOString() ?? null),
  };
}
