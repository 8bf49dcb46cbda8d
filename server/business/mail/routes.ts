import { mailRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { mailErrors } from '../../../contract/errors/mail.ts';
import { AppError, type Caller, type HttpServer, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import { findIn, listIn } from './in-store.ts';
import { countMails, findOut, listOut, sendAgain } from './out-store.ts';
import { presentIn, presentOut, presentSystem } from './present.ts';
import { sendTest } from './send-test.ts';
import { removeMail, resumeByHand, setMail, tell } from './setup.ts';
import { findMailState } from './system-store.ts';
import { type MailDeps, SECRET_OWNER } from './types.ts';

const DAY_MS = 86_400_000;

/** E-mail for administrators: set-up, state, test, log. */
export function addMailRoutes(
  deps: MailDeps,
  http: HttpServer,
  options: { readonly listenerPort: () => number | null; readonly timeoutMs: number },
): void {
  const { db, clock } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);
  const present = async (workspace: WorkspaceDb) => {
    const state = await findMailState(workspace);
    if (!state) return null;
    const since = new Date(clock.now().getTime() - DAY_MS);
    const [fields, counts] = await Promise.all([
      deps.secrets.fields(workspace, SECRET_OWNER),
      countMails(workspace, since),
    ]);
    return presentSystem(state, fields, counts, options.listenerPort());
  };

  route(http, mailRoutes.get, async ({ caller }) => ({
    mail: await present(workspaceOf(caller)),
    listenerPort: options.listenerPort(),
  }));
  route(http, mailRoutes.set, async ({ body, caller }) => {
    const { smtpPassword, imapPassword, ...settings } = body;
    const workspace = workspaceOf(caller);
    await setMail(deps, workspace, actorOf(caller), settings, { smtpPassword, imapPassword });
    const mail = await present(workspace);
    if (!mail) throw new AppError(mailErrors.mail_not_set);
    return mail;
  });
  route(http, mailRoutes.remove, ({ caller }) => removeMail(deps, workspaceOf(caller), actorOf(caller)));
  route(http, mailRoutes.resume, ({ caller }) => resumeByHand(deps, workspaceOf(caller), actorOf(caller)));
  route(http, mailRoutes.test, async ({ body, caller }) => {
    const steps = await sendTest(
      deps,
      workspaceOf(caller),
      actorOf(caller),
      body.to.trim(),
      options.timeoutMs,
    );
    return { ok: steps.every(({ ok }) => ok), steps };
  });

  route(http, mailRoutes.log, async ({ query, caller }) => {
    if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor))
      throw new AppError(deskErrors.cursor_not_valid);
    const limit = query.limit ?? 30;
    const filter = { state: query.state, before: query.cursor };
    const workspace = workspaceOf(caller);
    const found =
      query.direction === 'out'
        ? (await listOut(workspace, filter, limit + 1)).map((one) => ({
            seq: one.seq,
            entry: presentOut(one),
          }))
        : (await listIn(workspace, filter, limit + 1)).map((one) => ({
            seq: one.seq,
            entry: presentIn(one),
          }));
    const page = found.slice(0, limit);
    return {
      entries: page.map(({ entry }) => entry),
      next: found.length > limit ? (page.at(-1)?.seq ?? null) : null,
    };
  });
  route(http, mailRoutes.entry, async ({ params, caller }) => {
    const workspace = workspaceOf(caller);
    const maySee = caller.permissions.has('conversations.see_all');
    if (params.direction === 'out') {
      const out = await findOut(workspace, params.id);
      if (!out) throw new AppError(baseErrors.not_found, { values: { what: 'mail' } });
      const attempts = out.attempts.map((one) => ({ ...one }));
      return { ...presentOut(out), mailId: null, attempts, taken: null, original: null };
    }
    const mail = await findIn(workspace, params.id);
    if (!mail) throw new AppError(baseErrors.not_found, { values: { what: 'mail' } });
    const [taken, original] = maySee ? [mail.taken, mail.original] : [null, null];
    return { ...presentIn(mail), mailId: mail.mailId, attempts: [], taken, original };
  });
  route(http, mailRoutes.again, async ({ params, caller }) => {
    await workspaceOf(caller).transaction(async (tx) => {
      if (!(await findOut(tx, params.id)))
        throw new AppError(baseErrors.not_found, { values: { what: 'mail' } });
      if (!(await sendAgain(tx, params.id, clock.now()))) throw new AppError(mailErrors.mail_not_dead);
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'mail.resent',
        subjectKind: 'mail',
        subjectId: tx.workspaceId,
      });
      tell(deps, tx, 'changed');
    });
  });
}
