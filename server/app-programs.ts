import {
  createBusiness,
  createMail,
  createSlack,
  createSlackCarrier,
  type Mail,
  SLACK,
} from './business/index.ts';
import type { WorkspaceDb } from './base/index.ts';
import type { Config } from './config.ts';
import { ALERT_WEBHOOK, createAlertCarrier } from './data-alerts/index.ts';
import { connectByKeys, type ConnectDeps, removeHandle, renameHandle } from './desk/index.ts';
import { readListener } from './mail-listener.ts';
import {
  createFiles,
  createMessaging,
  createWebhookPorts,
  fileAddresses,
  type Messaging,
} from './messaging/index.ts';
import type { Outbound } from './outbound/index.ts';
import type { People } from './people/index.ts';
import { eraseForProgram } from './privacy/index.ts';
import { createWebhooks, type Webhooks, type WebhooksDeps } from './webhooks/index.ts';

export interface ProgramsOptions {
  readonly demo: boolean;
  readonly webhookPace?: WebhooksDeps['pace'];
  /** Of a conversation that programs may add to. */
  readonly mostMessages?: number;
}

type MailDeps = Parameters<typeof createMail>[0];
type SlackDeps = Parameters<typeof createSlack>[0];
type Jobs = Parameters<typeof eraseForProgram>[0]['jobs'];

type Deps = ConnectDeps &
  Pick<MailDeps, 'timers' | 'secrets' | 'blobs' | 'alone' | 'findNames' | 'publicUrl'> &
  Pick<SlackDeps, 'log' | 'routing'> &
  Pick<WebhooksDeps, 'metrics' | 'bus'> & {
    readonly jobs: Jobs;
    readonly outbound: Outbound;
    readonly people: People;
  };

export interface Programs {
  readonly webhooks: Webhooks;
  readonly messaging: Messaging;
  readonly mail: Mail;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What programs outside reach: webhooks, the messaging API, Slack's and mail's channels. */
export async function addPrograms(config: Config, deps: Deps, options: ProgramsOptions): Promise<Programs> {
  const { clock, secrets, blobs, publicUrl, findNames, audit } = deps;
  const allowPrivateUrls = config.privateWebhooks ?? options.demo;
  const files = createFiles({ blobs, clock, secrets, publicUrl, allowPrivateUrls });
  const addresses = (db: WorkspaceDb) => fileAddresses(files, db);
  const webhooks = createWebhooks({
    ...deps,
    allowPrivateUrls,
    ports: createWebhookPorts({ files, findNames }),
    carriers: {
      [SLACK]: createSlackCarrier({ clock, secrets, publicUrl, findNames, addresses }),
      [ALERT_WEBHOOK]: createAlertCarrier({ publicUrl }),
    },
    ...(options.webhookPace && { pace: options.webhookPace }),
  });
  webhooks.addRoutes(deps.http);
  const messaging = await createMessaging({
    ...deps,
    files,
    webhooks,
    ...(options.mostMessages !== undefined && { mostMessages: options.mostMessages }),
    handles: {
      connect: (db, keys, by) => connectByKeys(deps, db, keys, by),
      rename: (db, id, name, by) => renameHandle(deps, db, id, name, by),
      remove: (db, id, by) => removeHandle(deps, db, id, by),
    },
    eraseCustomer: (db, customerId, by) =>
      eraseForProgram({ clock, jobs: deps.jobs, audit }, db, customerId, by),
  });
  const slack = createSlack({
    ...deps,
    allowPrivateUrls,
    door: webhooks.ofCarrier(SLACK),
    findMembers: deps.people.members.list,
  });
  const mail = createMail({
    ...deps,
    mostBytes: config.mostMailMb * 1_048_576,
    listener: await readListener(config.mail),
  });
  const business = createBusiness(deps.http, [slack, mail]);
  return {
    webhooks,
    messaging,
    mail,
    start: async () => {
      await webhooks.start();
      await business.start();
    },
    stop: async () => {
      await webhooks.stop();
      await business.stop();
    },
  };
}
