import { Accounts, findAccountOfXUser, getApp } from './accounts/index.ts';
import { addData } from './app-data.ts';
import type { Parts } from './app-parts.ts';
import { addPrograms, type ProgramsOptions } from './app-programs.ts';
import type { Mail } from './business/index.ts';
import { asId, createLiveHub, createSetupParts, type LiveHub, type WorkspaceDb } from './base/index.ts';
import type { Config } from './config.ts';
import { ALERT_WEBHOOK } from './data-alerts/index.ts';
import { mediaChanged } from './conversations/index.ts';
import {
  addConnect,
  addDesk,
  type ConnectDeps,
  createRefreshProfile,
  guardConversations,
  identifyBeforeRouting,
  onlySeen,
  removeHandle,
  toLive,
} from './desk/index.ts';
import { createHandles, createHeard, type Handles, markGap } from './handles/index.ts';
import { addHoursRoutes, type AuditSetup } from './hours/index.ts';
import { createInbound, type FindAppSecrets, type Pace } from './inbound/index.ts';
import { addInsights } from './insights/index.ts';
import { createMedia } from './media/index.ts';
import { addControlRoutes, createProgramsFirst, type Messaging } from './messaging/index.ts';
import { addNotices } from './notices/index.ts';
import { createOutbound, matchAnswer, type Outbound } from './outbound/index.ts';
import { actorOf, addRoles, createPeople, type People, preferencesOf } from './people/index.ts';
import { noteSources, startPosts, takeInPosts } from './posts/index.ts';
import { addPrivacy, createNoteView } from './privacy/index.ts';
import {
  addConfigure,
  addLife,
  addRoutingRoutes,
  addRules,
  rulesPart,
  addTemplateRoutes,
  startRouting,
} from './routing/index.ts';
import { addSetupFile } from './setup-file/index.ts';
import { addSurveys } from './surveys/index.ts';
import { startSupervision } from './supervision/index.ts';
import { passAccounts, type ReportsDeps } from './reports/index.ts';
import { checkMayAnswer, startTeamwork } from './teamwork/index.ts';
import type { Webhooks } from './webhooks/index.ts';
import { addWebFiles } from './web-files.ts';
import { addLimitGauge, createSite, localX } from './x/index.ts';

export interface ModulesOptions extends ProgramsOptions {
  readonly publicUrl: string;
  readonly webDir: string | null;
  /** How often feeds are looked after; tests hurry. */
  readonly inboundPace?: Partial<Pace>;
  /** Connectors of a test, instead of ours. */
  readonly reportKinds?: ReportsDeps['kinds'] | undefined;
}

/** Every module, built once. */
export interface Modules {
  readonly people: People;
  readonly handles: Handles;
  readonly accounts: Accounts;
  readonly outbound: Outbound;
  readonly live: LiveHub;
  readonly messaging: Messaging;
  readonly webhooks: Webhooks;
  readonly mail: Mail;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const VERSION = '0.1.0';
const HOUR_MS = 60 * 60 * 1000;
const REFRESH_EVERY_MS = 5_000;

/** Builds every module once and joins them; nothing runs before `start`. */
export async function buildModules(config: Config, parts: Parts, options: ModulesOptions): Promise<Modules> {
  const { db, bus, clock, log, http, timers, logger, metrics, secrets, blobs, alone } = parts;
  const { publicUrl } = options;
  const base = { db, bus, clock, log, logger, metrics };
  // What the set-up consists of, by module: see server/base/setup-parts.
  const setupParts = createSetupParts();

  const handles = createHandles({ clock, emit: log.append });
  const people = createPeople({
    ...base,
    emit: log.append,
    onWorkspaceCreated: (tx) => handles.ensureWorkspaceDefaults(tx),
    onMemberRemoved: (tx, id, by) => passAccounts({ ...base, audit: people.audit }, tx, id, by),
    publicUrl,
    demo: options.demo,
    localXUrl: config.localXUrl,
    version: VERSION,
  });
  // What a member may not see is not there for them, whichever module is asked.
  http.checkAccess = guardConversations(db, people.checkAccess);
  people.addRoutes(http);

  const sites = { x: createSite('x', config.x), local: createSite('local', localX(config.localXUrl)) };
  const accounts = new Accounts({ ...base, secrets, publicUrl, sites });
  const live = createLiveHub({ ...base, toLive });

  const findSecrets: FindAppSecrets = async (workspaceId, appId) => {
    const workspace = db.workspace(workspaceId);
    const app = await getApp(workspace, appId);
    const { consumerSecret } = await accounts.consumerKeys(workspace, app);
    const has = await accounts.hasSecrets(workspace, appId);
    const clientSecret = has.clientSecret
      ? (await accounts.oauth2Client(workspace, app)).clientSecret
      : undefined;
    return { consumerSecret, clientSecret };
  };
  const heard = createHeard(base);
  const clientFor = (workspace: WorkspaceDb, accountId: string) =>
    accounts.clientFor(workspace, asId<'account'>(accountId));
  const media = createMedia({
    ...base,
    blobs,
    alone,
    clientFor,
    onChanged: async (tx, messageId) => log.append(tx, await mediaChanged(tx, messageId)),
  });
  await media.addRoutes(http);
  const inbound = createInbound({
    ...base,
    timers,
    accounts,
    findSecrets,
    ports: {
      onTyping: (workspaceId, conversationId) =>
        live.publish(workspaceId, { type: 'typing', conversationId }),
      onRevoked: async (tx, { appId, xUserId }) => {
        const account = await findAccountOfXUser(tx, appId, xUserId);
        if (account) await accounts.accountRevoked(tx, account.id, 'The permission was withdrawn on X.');
      },
      onPosts: (tx, sightings) =>
        takeInPosts(
          tx,
          sightings.map(({ post, receiver }) => ({
            ...post,
            handleId: receiver.handleId,
            accountId: receiver.accountId,
            ownXUserId: receiver.xUserId,
          })),
          clock.now(),
        ),
      onArrivals: (tx, arrivals) => noteSources(tx, arrivals, clock.now()),
      onHeard: (workspaceId, accountIds) => heard.note(workspaceId, accountIds),
      onFiles: () => media.wake(),
      matchAnswer,
    },
    ...(options.inboundPace && { pace: options.inboundPace }),
  });
  await inbound.addRoutes(http);

  const posts = startPosts({ ...base, http, timers, audit: people.audit, clientFor, onlySeen });

  const outbound = createOutbound({ ...base, blobs, alone, clientFor });
  const programs = createProgramsFirst({
    ...base,
    timers,
    listEndpoints: (workspace) => webhooks.endpoints.list(workspace),
  });
  const routing = startRouting({
    ...base,
    control: programs.port,
    timers,
    alone,
    isAgent: async (workspace: WorkspaceDb, memberId: string) =>
      (await people.members.find(workspace, memberId))?.active === true,
    identify: (tx, item, setup) => identifyBeforeRouting(log, tx, item, setup),
  });
  const { deps: routingDeps, listeners } = routing;
  addControlRoutes({ ...base, http, routing: routingDeps, boards: programs.boards });
  addTemplateRoutes({ ...base, http, audit: people.audit });
  addRoutingRoutes({ http, db, routing: routingDeps });
  addRoles({ ...base, http, audit: people.audit, emit: log.append, parts: setupParts });
  addConfigure({ ...base, http, timers, audit: people.audit, emit: log.append, parts: setupParts });
  const findNames = async (db: WorkspaceDb) =>
    new Map((await people.members.list(db)).map((member) => [member.id, member.name]));
  const connect: ConnectDeps = {
    ...base,
    http,
    audit: people.audit,
    accounts,
    handles,
    localXUrl: config.localXUrl,
    fillGap: async (workspaceId, accountId) => {
      await markGap(db.workspace(workspaceId), accountId, clock.now());
      const filled = await inbound.fillGap(workspaceId, accountId);
      const waitMs = filled?.state === 'later' ? filled.waitMs : null;
      return { started: true, until: waitMs === null ? null : new Date(clock.now().getTime() + waitMs) };
    },
  };
  addConnect({ ...connect, timers });
  addDesk({
    ...base,
    http,
    timers,
    audit: people.audit,
    live,
    outbound,
    routing: routingDeps,
    noteView: createNoteView({ clock, audit: people.audit }),
    refreshProfile: createRefreshProfile({ ...base, clientFor }),
    stillAllowed: people.stillAllowed,
    listen: listeners.listen,
    checkMayAnswer,
    findUndoSeconds: async (workspace, memberId) =>
      preferencesOf((await people.members.get(workspace, memberId)).preferences).undoSeconds,
  });

  const auditSetup: AuditSetup = (tx, caller, action, subject) =>
    people.audit(tx, {
      actor: actorOf(caller),
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
    });
  addHoursRoutes({ ...base, http, audit: auditSetup });
  addRules({ ...base, http, audit: auditSetup });
  setupParts.add(rulesPart(clock));
  addSetupFile({ ...base, audit: people.audit, parts: setupParts });
  addInsights({ ...base, http, timers });
  addLife({
    ...routingDeps,
    ...base,
    http,
    timers,
    audit: auditSetup,
    queueAutomatic: (tx, message) => outbound.queueAutomatic(tx, message),
  });
  addSurveys({ ...base, http, timers, audit: auditSetup, outbound, publicUrl, getHandle: handles.get });
  addNotices({ ...base, http, audit: auditSetup, outbound, publicUrl, getHandle: handles.get });
  const apis = await addPrograms(
    config,
    {
      ...connect,
      ...base,
      timers,
      secrets,
      blobs,
      alone,
      jobs: parts.jobs,
      publicUrl,
      outbound,
      people,
      findNames,
      routing: routingDeps,
    },
    options,
  );
  const { webhooks, messaging, mail } = apis;
  const data = await addData(config, {
    ...connect,
    ...base,
    timers,
    secrets,
    publicUrl,
    alone,
    kinds: options.reportKinds,
    mails: mail.toMembers,
    door: webhooks.ofCarrier(ALERT_WEBHOOK),
    removeHandle: (db, id, by) => removeHandle(connect, db, id, by),
  });
  addPrivacy({
    ...base,
    http,
    timers,
    jobs: parts.jobs,
    blobs,
    audit: people.audit,
    routing: routingDeps,
    findNames,
    expunge: data.expunge,
  });

  startTeamwork({ ...base, http, timers, routing: routingDeps });
  const supervision = startSupervision({
    ...base,
    http,
    timers,
    live,
    routing: routingDeps,
    audit: people.audit,
    queueMessage: (tx, message) => outbound.queueMessage(tx, message),
    stillAllowed: people.stillAllowed,
  });

  timers.sweeper({
    name: 'token-refresh',
    everyMs: REFRESH_EVERY_MS,
    run: async () => void (await accounts.refresher.refreshDue()),
  });
  const forgetSignIns = async () => void (await accounts.forgetOldSignIns());
  timers.sweeper({ name: 'sign-ins-forget', everyMs: HOUR_MS, run: forgetSignIns });
  timers.sweeper({ name: 'uploads-forget', everyMs: HOUR_MS, run: () => media.forgetAbandoned() });
  timers.sweeper({ name: 'people-forget', everyMs: HOUR_MS, run: () => people.forgetOld() });
  addLimitGauge(db, metrics);
  if (options.webDir !== null) await addWebFiles(http, options.webDir);
  return {
    people,
    handles,
    accounts,
    outbound,
    live,
    messaging,
    webhooks,
    mail,
    start: async () => {
      await media.start();
      await inbound.start();
      await outbound.senders.start();
      await apis.start();
      await data.start();
      await listeners.start();
    },
    stop: async () => {
      await supervision.stop();
      await posts.stop();
      await inbound.stop();
      await media.stop();
      await outbound.senders.stop();
      await apis.stop();
      await accounts.refresher.drain();
      await listeners.stop();
      await routing.stop();
      await heard.stop();
      await data.stop();
    },
  };
}
