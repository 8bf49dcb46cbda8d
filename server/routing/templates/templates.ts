import {
  type NotificationTemplate,
  standardTemplateId,
  standardTemplateSettings,
  type TemplateSettings,
} from '../../../contract/api/templates.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { templateErrors } from '../../../contract/errors/templates.ts';
import {
  AppError,
  type Clock,
  type EventLog,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
  keepDeleted,
} from '../../base/index.ts';
import type { Actor, Audit } from '../../people/index.ts';
import {
  countTemplates,
  deleteTemplate,
  isNameTaken,
  listTemplates,
  listTemplateUses,
  lockTemplate,
  saveTemplate,
  type TemplateRecord,
} from './store.ts';

export interface TemplateDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: Audit;
}

interface Input {
  readonly name?: string | undefined;
  readonly settings?: Partial<TemplateSettings> | undefined;
}

const MOST = 200;
const STANDARD_NAME = 'Standard';

/** The standard template, then the workspace's own. */
export async function showTemplates(db: WorkspaceDb): Promise<NotificationTemplate[]> {
  const [own, uses] = await Promise.all([listTemplates(db), listTemplateUses(db)]);
  const usedBy = (id: string) =>
    uses.filter((use) => use.templateId === id).map((use) => ({ id: use.id, name: use.name }));
  const standard: NotificationTemplate = {
    id: standardTemplateId,
    name: STANDARD_NAME,
    standard: true,
    settings: standardTemplateSettings,
    updatedAt: null,
    workStreams: [],
  };
  return [standard, ...own.map((template) => present(template, usedBy(template.id)))];
}

/** @throws AppError template_name_taken, template_limit */
export async function createTemplate(
  deps: TemplateDeps,
  db: WorkspaceDb,
  input: Input & { readonly name: string },
  by: Actor,
): Promise<NotificationTemplate> {
  return db.transaction(async (tx) => {
    if ((await countTemplates(tx)) >= MOST) {
      throw new AppError(templateErrors.template_limit, { values: { most: String(MOST) } });
    }
    const now = deps.clock.now();
    const fresh = { id: newId<'template'>(), name: '', settings: standardTemplateSettings, createdAt: now };
    return write(deps, tx, { ...fresh, updatedAt: now }, input, by, 'created');
  });
}

/** @throws AppError not_found, template_name_taken */
export async function changeTemplate(
  deps: TemplateDeps,
  db: WorkspaceDb,
  id: string,
  input: Input,
  by: Actor,
): Promise<NotificationTemplate> {
  return db.transaction(async (tx) => write(deps, tx, await get(tx, id), input, by, 'changed'));
}

/** @throws AppError not_found, template_in_use */
export async function removeTemplate(
  deps: TemplateDeps,
  db: WorkspaceDb,
  id: string,
  by: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    const template = await get(tx, id);
    const uses = (await listTemplateUses(tx)).filter((use) => use.templateId === id);
    if (uses.length > 0) {
      const workStreams = uses.map((use) => use.name).join(', ');
      throw new AppError(templateErrors.template_in_use, { values: { workStreams } });
    }
    await keepDeleted(tx, { kind: 'template', id, by: by.id }, deps.clock.now());
    await deleteTemplate(tx, id);
    await tell(deps, tx, template, by, 'removed');
  });
}

async function write(
  deps: TemplateDeps,
  tx: WorkspaceTx,
  before: TemplateRecord,
  input: Input,
  by: Actor,
  what: 'created' | 'changed',
): Promise<NotificationTemplate> {
  const template: TemplateRecord = {
    ...before,
    name: input.name?.trim() ?? before.name,
    settings: { ...before.settings, ...input.settings },
    updatedAt: deps.clock.now(),
  };
  if (await isNameTaken(tx, template.name, template.id)) {
    throw new AppError(templateErrors.template_name_taken, { values: { name: template.name } });
  }
  await saveTemplate(tx, template);
  await tell(deps, tx, template, by, what);
  const uses = (await listTemplateUses(tx)).filter((use) => use.templateId === template.id);
  return present(
    template,
    uses.map((use) => ({ id: use.id, name: use.name })),
  );
}

async function tell(
  deps: TemplateDeps,
  tx: WorkspaceTx,
  { id }: TemplateRecord,
  actor: Actor,
  what: 'created' | 'changed' | 'removed',
): Promise<void> {
  await deps.audit(tx, { actor, action: `template.${what}`, subjectKind: 'template', subjectId: id });
  deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'template', id, what } }]);
}

async function get(tx: WorkspaceTx, id: string): Promise<TemplateRecord> {
  const found = await lockTemplate(tx, id);
  if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'template' } });
  return found;
}

function present(
  template: TemplateRecord,
  workStreams: NotificationTemplate['workStreams'],
): NotificationTemplate {
  const { id, name, settings, updatedAt } = template;
  return { id, name, standard: false, settings, updatedAt: updatedAt.toISOString(), workStreams };
}
