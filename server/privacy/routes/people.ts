import { type HeldPerson, type PrivacyRequest, privacyRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { privacyErrors } from '../../../contract/errors/privacy.ts';
import { AppError, type BlobStore, type Jobs, newId, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf, findAuditOf } from '../../people/index.ts';
import { type PrivacyDeps, workspaceOf } from '../deps.ts';
import { readCertificate } from '../erasure/certificate.ts';
import { tablesOf } from '../erasure/erase.ts';
import { countMedia } from '../erasure/own-store.ts';
import {
  findRequest,
  insertRequest,
  isUnderWay,
  listRequests,
  type RequestRecord,
} from '../erasure/request-store.ts';
import { personJob } from '../erasure/requests.ts';
import { findPerson, listThreads, type Subject } from '../erasure/subject.ts';
import { countRows, findKeyColumns } from '../erasure/table-store.ts';
import { sendBlob } from '../send-blob.ts';

const STANDARD = 20;

/** Finding what is held of a person, erasing it, and giving it out. */
export function addPeopleRoutes(
  deps: PrivacyDeps & { readonly jobs: Jobs; readonly blobs: BlobStore },
): void {
  const { http, clock, jobs } = deps;

  route(http, privacyRoutes.find, async ({ body, caller }) => {
    const db = workspaceOf(deps, caller);
    const { held } = await lookUp(db, body.who, true);
    await db.transaction((tx) =>
      deps.audit(tx, {
        actor: actorOf(caller),
        action: 'person.looked_up',
        subjectKind: 'customer',
        subjectId: held.customerId,
      }),
    );
    return held;
  });

  route(http, privacyRoutes.request, async ({ body, caller }) => {
    const db = workspaceOf(deps, caller);
    const { held, subject } = await lookUp(db, body.customerId, body.includeContact);
    if (body.kind === 'erase' && body.confirm?.trim() !== held.confirm) {
      throw new AppError(privacyErrors.confirmation_differs, { values: { wanted: held.confirm } });
    }
    return db.transaction(async (tx) => {
      if (await isUnderWay(tx, subject.customerId)) throw new AppError(privacyErrors.request_under_way);
      const request = await insertRequest(tx, {
        id: newId<'erasure_request'>(),
        kind: body.kind,
        includeContact: body.includeContact,
        requestedBy: caller.memberId,
        requestedAt: clock.now(),
        subject,
      });
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: body.kind === 'erase' ? 'person.erasure_requested' : 'person.export_requested',
        subjectKind: 'erasure_request',
        subjectId: request.id,
        facts: { customer: subject.customerId, contact: body.includeContact },
      });
      await jobs.send(
        tx,
        personJob,
        { workspaceId: tx.workspaceId, requestId: request.id },
        { key: request.id },
      );
      return present(request);
    });
  });

  route(http, privacyRoutes.list, async ({ query, caller }) => {
    const limit = query.limit ?? STANDARD;
    const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await listRequests(workspaceOf(deps, caller), before, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      requests: page.map(present),
      next: found.length > limit && last ? `${last.requestedAt.getTime()}.${last.id}` : null,
    };
  });

  route(http, privacyRoutes.get, async ({ params, caller }) =>
    present(await get(workspaceOf(deps, caller), params.id)),
  );

  route(http, privacyRoutes.certificate, async ({ params, caller }) => {
    const { certificate } = await get(workspaceOf(deps, caller), params.id);
    if (!certificate) throw new AppError(privacyErrors.export_not_ready);
    return certificate;
  });

  route(http, privacyRoutes.verify, async ({ body, caller }) => {
    const db = workspaceOf(deps, caller);
    const certificate = readCertificate(body.certificate);
    if (typeof certificate === 'string')
      return { valid: false, problem: `This is no certificate of ours: ${certificate}.` };
    const entries = await findAuditOf(db, 'person.erased', certificate.requestId);
    const valid = entries.some((entry) => entry.facts['certificate'] === certificate.hash);
    return {
      valid,
      problem: valid ? null : 'The audit log of this workspace knows nothing of this certificate.',
    };
  });

  route(http, privacyRoutes.file, async ({ params, caller, reply }) => {
    const db = workspaceOf(deps, caller);
    const { kind, state, blobKey } = await get(db, params.id);
    if (kind !== 'export' || state !== 'done') throw new AppError(privacyErrors.export_not_ready);
    if (!blobKey) throw new AppError(privacyErrors.export_gone);
    await db.transaction((tx) =>
      deps.audit(tx, {
        actor: actorOf(caller),
        action: 'person.export_downloaded',
        subjectKind: 'erasure_request',
        subjectId: params.id,
      }),
    );
    return sendBlob(deps.blobs, db.workspaceId, blobKey, { reply, name: `person-${params.id}.zip` });
  });
}

async function get(db: WorkspaceDb, id: string): Promise<RequestRecord> {
  const request = await findRequest(db, id);
  if (!request) throw new AppError(baseErrors.not_found, { values: { what: 'request' } });
  return request;
}

async function lookUp(
  db: WorkspaceDb,
  who: string,
  withContact: boolean,
): Promise<{ held: HeldPerson; subject: Subject }> {
  const person = await findPerson(db, who);
  if (!person) throw new AppError(privacyErrors.person_not_found);
  const subject: Subject = {
    customerId: person.id,
    xUserId: person.x_user_id,
    ...(await listThreads(db, person.id)),
    contactId: withContact ? person.contact_id : null,
  };
  const counts: { table: string; count: number }[] = [
    { table: 'customer', count: 1 },
    { table: 'conversation', count: subject.conversationIds.length },
  ];
  for (const { name, rule } of tablesOf(subject)) {
    if (!(await findKeyColumns(db, name))) continue;
    const count = await countRows(db, name, rule, subject);
    if (count > 0) counts.push({ table: name, count });
  }
  const held: HeldPerson = {
    customerId: person.id,
    xUserId: person.x_user_id,
    username: person.username,
    name: person.name,
    contact:
      person.contact_id && person.contact_name ? { id: person.contact_id, name: person.contact_name } : null,
    counts,
    files: await countMedia(db, subject),
    confirm: person.username ? `@${person.username}` : person.x_user_id,
  };
  return { held, subject };
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new AppError(deskErrors.cursor_not_valid);
  return { at: new Date(Number(at)), id };
}

function present(request: RequestRecord): PrivacyRequest {
  return {
    id: request.id,
    kind: request.kind,
    state: request.state,
    includeContact: request.includeContact,
    done: Object.values(request.progress).reduce((sum, { count }) => sum + count, 0),
    failure: request.failure,
    requestedBy: request.requestedBy,
    requestedAt: request.requestedAt.toISOString(),
    finishedAt: request.finishedAt?.toISOString() ?? null,
    byteSize: request.blobKey ? request.byteSize : null,
    expiresAt: request.blobKey ? (request.expiresAt?.toISOString() ?? null) : null,
    hasCertificate: request.certificate !== null,
  };
}
