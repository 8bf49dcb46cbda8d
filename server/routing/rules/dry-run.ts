import {
  type BodyOf,
  type DryRunRow,
  type ResponseOf,
  ruleRoutes,
  standardWorkStreamSettings,
} from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, newId, route, type WorkspaceDb } from '../../base/index.ts';
import { checkClassification, checkRoute } from './check.ts';
import { decide } from './decide.ts';
import { countPast, listPast, type PastItem, type Range, readPlaces } from './dry-run-store.ts';
import { factsOf } from './facts.ts';
import { type FactsRow, readFactRows } from './facts-store.ts';
import { lookAtQueue } from './overflow.ts';
import { getSurroundings, refuse, type RulesDeps } from './routes.ts';
import { findRoute, listClassification } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import type { StreamRuleSets } from './types.ts';

type Body = BodyOf<typeof ruleRoutes.dryRun>;
type Answer = ResponseOf<typeof ruleRoutes.dryRun>;

const MOST_ITEMS = 1_000;
const PAGE = 50;

/** Tries rules, a draft or the stored ones, on conversations that have been. It writes nothing. */
export function addDryRunRoute({ http, db }: Pick<RulesDeps, 'http' | 'db'>): void {
  route(http, ruleRoutes.dryRun, ({ caller, params, body }) =>
    dryRun(db.workspace(caller.workspaceId), params.id, body),
  );
}

/**
 * A page of past work items, newest first, with where the rules would send each. The profile and the contact are as they
 * are now, times as they were then; how full a queue was then is not known, so that overflow by number counts as not met.
 */
async function dryRun(db: WorkspaceDb, workStreamId: string, body: Body): Promise<Answer> {
  const around = await getSurroundings(db, workStreamId);
  const rules = await rulesToTry(db, around, workStreamId, body);
  const range: Range = {
    from: body.from === undefined ? null : new Date(body.from),
    until: body.until === undefined ? null : new Date(body.until),
    last: body.last ?? MOST_ITEMS,
  };
  const total = await countPast(db, workStreamId, range);
  const skip = parseCursor(body.cursor);
  const limit = Math.max(0, Math.min(body.limit ?? PAGE, total - skip));
  const items = limit === 0 ? [] : await listPast(db, workStreamId, range, skip, limit);
  const read = await readFactRows(
    db,
    items.map((item) => ({ ...item, workStreamId, at: item.openedAt })),
  );
  const facts = new Map(read.map((row) => [row.work_item_id, row]));
  const places = await readPlaces(db);
  const rows: DryRunRow[] = [];
  for (const item of items) {
    const row = facts.get(item.workItemId);
    if (row) rows.push(await tryOn(item, row, { around, rules, places, workStreamId }));
  }
  const next = skip + limit < total ? String(skip + limit) : null;
  return { rows, total, next };
}

async function rulesToTry(
  db: WorkspaceDb,
  around: Surroundings,
  workStreamId: string,
  body: Body,
): Promise<StreamRuleSets> {
  if (body.classification)
    refuse(body.classification.flatMap((set) => checkClassification(around, set.rules)));
  if (body.route) refuse(checkRoute(around, body.route));
  const withId = <R extends { readonly id?: string | undefined }>(rule: R) => ({
    ...rule,
    id: rule.id ?? newId(),
  });
  return {
    classification:
      body.classification?.map((set) => ({ ...set, id: newId(), rules: set.rules.map(withId) })) ??
      (await listClassification(db, workStreamId)),
    route: body.route?.map(withId) ?? (await findRoute(db, workStreamId))?.rules ?? [],
  };
}

interface Tried {
  readonly around: Surroundings;
  readonly rules: StreamRuleSets;
  readonly places: Awaited<ReturnType<typeof readPlaces>>;
  readonly workStreamId: string;
}

async function tryOn(item: PastItem, row: FactsRow, tried: Tried): Promise<DryRunRow> {
  const { around, rules, places } = tried;
  const now = item.openedAt;
  const decision = await decide(
    {
      schema: around.schema,
      facts: factsOf(row, places.handles.get(item.handleId), tried.workStreamId, now),
      now,
    },
    rules,
    {
      number: item.number,
      fallbackQueueId: around.fallbackQueueId,
      before: {
        priority: 'normal',
        skills: [],
        profileIds: [],
        units: standardWorkStreamSettings.capacityUnits,
        tags: [],
        context: {},
        language: null,
      },
    },
    {
      look: (queueId) => {
        const queue = places.queues.get(queueId);
        return Promise.resolve(queue && lookAtQueue(queue, now, () => Promise.resolve(0)));
      },
    },
  );
  return {
    workItemId: item.workItemId,
    conversationId: item.conversationId,
    number: item.number,
    customer: item.customer,
    openedAt: now.toISOString(),
    wentTo: item.wentTo,
    wouldGoTo: decision.queueId,
    same: decision.queueId === item.wentTo,
    reason: decision.reason,
    ruleName: decision.ruleName,
    outputs: decision.steps.flatMap((step) => (step.stage === 'classification' ? step.body.outputs : [])),
    problem: decision.problem,
  };
}

function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^[0-9]{1,4}$/.test(cursor)) return Number(cursor);
  throw new AppError(baseErrors.invalid_request, {
    values: { problem: 'The cursor is not one of this list.' },
  });
}
