import { parseArgs } from 'node:util';
import { startSimulator } from './main.ts';

const usage = `usage: simulator [--port 3200] [--host 127.0.0.1] [--data <directory>] [--tls-port <n>] [--proxy-port <n>]
  --port        0 takes a free port
  --data        keeps the state there; without it the state is in memory only
  --tls-port    answers HTTPS too, with a certificate for X's hosts; 0 takes a free port
  --proxy-port  is a proxy (HTTPS_PROXY) that leads to X's hosts here, and nowhere else; 0 takes a free port`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3200' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    'tls-port': { type: 'string' },
    'proxy-port': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
  process.exit(0);
}

const simulator = await startSimulator({
  port: readPort('--port', values.port),
  host: values.host,
  dataDir: values.data,
  tlsPort: values['tls-port'] === undefined ? undefined : readPort('--tls-port', values['tls-port']),
  proxyPort: values['proxy-port'] === undefined ? undefined : readPort('--proxy-port', values['proxy-port']),
});
// Before the line below, which tells others that they may end us.
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  });

const { tlsUrl, proxyUrl, caFile } = simulator.fronts;
// One line that a parent process can wait for and parse.
console.log(
  JSON.stringify({
    ready: true,
    url: simulator.url,
    port: simulator.port,
    pid: process.pid,
    tls: tlsUrl,
    proxy: proxyUrl,
    ca: caFile,
  }),
);

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`${name} must be a number from 0 to 65535, not ${text}\n${usage}`);
  process.exit(2);
}
