import { consentRoutes } from '../../contract/api/notices.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { noticeErrors } from '../../contract/errors/notices.ts';
import { AppError, asId, type Caller, route, type WorkspaceTx } from '../base/index.ts';
import { findCustomer, findOptOut } from '../conversations/index.ts';
import { findPage, listConsentLog } from './consent-store.ts';
import { checkPrivacy, followPrivacyMode, privacyUrl } from './privacy.ts';
import type { NoticeRouteDeps } from './routes.ts';
import { readPrivacy, readWords, savePrivacy, saveWords } from './store.ts';
import { findWordOfBoth } from './words.ts';

/** Privacy notice, consent and opt-out: what is set, what customers said, and the public page. */
export function addConsentRoutes(deps: NoticeRouteDeps): void {
  const { http, db, clock } = deps;

  route(http, consentRoutes.getPrivacy, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await deps.getHandle(workspace, params.id);
    return { setting: await readPrivacy(workspace, params.id), url: privacyUrl(deps.publicUrl, params.id) };
  });

  route(http, consentRoutes.savePrivacy, async ({ caller, params, body }) => {
    checkPrivacy(body);
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await deps.getHandle(tx, params.id);
      const before = await readPrivacy(tx, params.id);
      await savePrivacy(tx, params.id, body, clock.now());
      await followPrivacyMode(tx, params.id, before.mode, body.mode);
      await note(tx, caller, 'privacy_setting', params.id);
    });
    return { setting: body, url: privacyUrl(deps.publicUrl, params.id) };
  });

  route(http, consentRoutes.getWords, async ({ caller }) => ({
    words: await readWords(db.workspace(caller.workspaceId)),
  }));

  route(http, consentRoutes.saveWords, async ({ caller, body }) => {
    const word = findWordOfBoth(body.words);
    if (word !== undefined) throw new AppError(noticeErrors.word_means_both, { values: { word } });
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await saveWords(tx, body.words, clock.now());
      await note(tx, caller, 'opt_out_words', caller.workspaceId);
    });
    return body;
  });

  route(http, consentRoutes.ofCustomer, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    if (!(await findCustomer(workspace, params.id))) {
      throw new AppError(baseErrors.not_found, { values: { what: 'customer' } });
    }
    const log = await listConsentLog(workspace, params.id);
    return {
      optedOutAt: (await findOptOut(workspace, params.id))?.toISOString() ?? null,
      log: log.map(({ what, at, handle_name: handleName, wording, language }) => ({
        what,
        at: at.toISOString(),
        handleName,
        wording,
        language,
      })),
    };
  });

  route(http, consentRoutes.page, async ({ params }) => {
    const found = await findPage(db, params.id);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'page' } });
    const workspace = db.workspace(asId<'workspace'>(found.workspace_id));
    const setting = await readPrivacy(workspace, params.id);
    const words = await readWords(workspace);
    return {
      businessName: found.business_name,
      handleName: found.handle_name,
      username: found.username,
      defaultLanguage: setting.defaultLanguage,
      pages: Object.fromEntries(
        Object.entries(setting.texts).map(([language, texts]) => [language, texts.page]),
      ),
      optOut: Object.values(words).flatMap(({ out }) => out.slice(0, 1)),
    };
  });

  async function note(tx: WorkspaceTx, caller: Caller, kind: string, id: string): Promise<void> {
    await deps.audit(tx, caller, `${kind}.changed`, { kind, id });
    deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind, id, what: 'changed' } }]);
  }
}
