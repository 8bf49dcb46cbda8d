import { traceRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, route } from '../../base/index.ts';
import { listDefinitions } from '../../contacts/index.ts';
import { listFields } from './fields.ts';
import type { RulesDeps } from './routes.ts';
import { listSteps, namesOf } from './trace-store.ts';

/** How a conversation came to its queue and its agent. */
export function addTraceRoute({ http, db }: Pick<RulesDeps, 'http' | 'db'>): void {
  route(http, traceRoutes.get, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const steps = await listSteps(workspace, params.id);
    if (!steps) throw new AppError(baseErrors.not_found, { values: { what: 'conversation' } });
    const text = JSON.stringify(steps);
    const ids = [...new Set(text.match(/\b[0-9a-f]{24}\b/g))].slice(0, 2_000);
    const fields = listFields([], undefined, await listDefinitions(workspace)).flatMap(({ key, label }) =>
      text.includes(`"${key}"`) ? [[key, label] as const] : [],
    );
    return { steps, names: { ...Object.fromEntries(fields), ...(await namesOf(workspace, ids)) } };
  });
}
