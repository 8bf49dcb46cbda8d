import { parseArgs } from 'node:util';
import { startSimulator } from './main.ts';

const usage = `usage: simulator [--port 3200] [--host 127.0.0.1] [--data <directory>]
  --port  0 takes a free port
  --data  keeps the state there; without it the state is in memory only`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3200' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
  process.exit(0);
}
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port must be a number from 0 to 65535, not ${values.port}\n${usage}`);
  process.exit(2);
}

const simulator = await startSimulator({ port, host: values.host, dataDir: values.data });
// One line that a parent process can wait for and parse.
console.log(JSON.stringify({ ready: true, url: simulator.url, port: simulator.port, pid: process.pid }));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  });
