import {
  createEventLog,
  createLogger,
  createMetrics,
  createSecrets,
  createTimers,
  keyringFromText,
  openBus,
  openClock,
  openDb,
} from '../../server/base/index.ts';
import { createWebhooks } from '../../server/webhooks/index.ts';
import { numberPorts } from '../flows/webhooks-numbers.ts';

/** The deliverer in a process of its own, beside others. Arguments: database URL, master key. */
const [url = '', masterKey = ''] = process.argv.slice(2);
const logger = createLogger('warn');
const db = openDb({ url, poolSize: 6, onError: () => undefined });
const bus = await openBus({ url, logger });
const clock = await openClock(db, bus);
const metrics = createMetrics();
const log = createEventLog({ db, bus, clock, logger, metrics });
const timers = createTimers({ db, clock, logger });
const webhooks = createWebhooks({
  db,
  bus,
  clock,
  log,
  timers,
  logger,
  metrics,
  secrets: createSecrets(keyringFromText(masterKey), clock),
  audit: () => Promise.resolve(),
  allowPrivateUrls: true,
  ports: numberPorts(),
});
await log.start();
timers.start();
await webhooks.start();
process.stdout.write('ready\n');
