import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xHosts } from '../../simulator/hosts/names.ts';
import { type World, startWorld } from './simulator-world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('An unchanged Node program, preloaded', () => {
  let world: World;
  /** A project that has installed us. */
  let project: string;
  beforeAll(async () => {
    world = await startWorld();
    project = mkdtempSync(join(tmpdir(), 'project-'));
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(root, join(project, 'node_modules', 'rookery'));
  });
  afterAll(async () => {
    await world.close();
    rmSync(project, { recursive: true, force: true });
  });

  /** Runs a program text with the preload, and answers what it printed. */
  const run = async (
    program: string,
    { preload = 'rookery/simulator/register', to = '', file = 'a.mjs' } = {},
  ) => {
    writeFileSync(join(project, file), program);
    const env = {
      ...process.env,
      ROOKERY_LOCAL_X: to || world.simulator.url,
      BEARER: world.bearer,
      ROOT: root,
    };
    const child = spawn(process.execPath, ['-r', preload, file], { cwd: project, env });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (text += part.toString()));
    await once(child, 'close');
    return text.trim();
  };
  const userUrl = () => `https://api.x.com/2/users/${world.shop.id}`;
  const authorised = `{ headers: { authorization: 'Bearer ' + process.env.BEARER } }`;

  it('reaches the local X with fetch, twice over one connection', async () => {
    const program = `for (const host of ['api.x.com', 'api.twitter.com', 'api.x.com']) {
      const answer = await fetch('https://' + host + '/2/users/${world.shop.id}', ${authorised});
      console.log(answer.status, (await answer.json()).data.username);
    }`;
    expect(await run(program)).toBe('200 shop\n200 shop\n200 shop');
  });

  it.each([
    ['rookery/simulator/register', 'a.mjs'],
    [join(root, 'simulator/register.cjs'), 'a.mjs'],
  ])('reaches it with node:https, preloaded as %s', async (preload, file) => {
    const program = `import https, { get } from 'node:https';
    const agent = new https.Agent({ keepAlive: true });
    const ask = (use) => new Promise((resolve, reject) =>
      use('${userUrl()}', { agent, ...${authorised} }, (answer) => {
        const result = answer.statusCode + ' ' + answer.socket.authorized;
        answer.resume().on('end', () => resolve(result));
      }).on('error', reject));
    console.log(await ask(get), await ask(https.get));
    agent.destroy();`;
    expect(await run(program, { preload, file })).toBe('200 true 200 true');
  });

  it.each(['request', 'needle'])('reaches it with %s', async (name) => {
    const program = `const load = require('node:module').createRequire(process.env.ROOT + '/package.json');
    load('${name}').get('${userUrl()}', ${authorised}, (error, answer) => console.log(error ?? answer.statusCode));`;
    expect(await run(program, { file: 'a.cjs' })).toBe('200');
  });

  it('sends a body of megabytes, and gets X’s refusal', async () => {
    const program = `const answer = await fetch('https://upload.x.com/1.1/media/upload.json', {
      method: 'POST', body: new Uint8Array(5_000_000), headers: { 'content-type': 'application/octet-stream' } });
    console.log(answer.status, await answer.text());`;
    expect(await run(program)).toBe('400 {"errors":[{"code":215,"message":"Bad Authentication data."}]}');
  });

  it('keeps `tls.connect` whole for everybody else', async () => {
    const program = `import tls, { connect } from 'node:tls';
    import { createServer } from 'node:net';
    const server = createServer((socket) => socket.once('data', (bytes) => {
      console.log(bytes[0] === 0x16 ? 'a TLS handshake' : 'plain'); socket.destroy(); server.close(); }));
    server.listen(0, '127.0.0.1', () => {
      tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'api.x.com' }).on('error', () => {});
    });
    const plain = connect(443, 'api.twitter.com', { servername: 'api.twitter.com' }, () => {
      console.log('secure', plain.encrypted, plain.authorized); plain.destroy(); });`;
    expect((await run(program)).split('\n').sort()).toEqual(['a TLS handshake', 'secure true true']);
  });

  it('says what is wrong with its setting, and is refused where nothing listens', async () => {
    const program = `await fetch('https://api.x.com/').catch((error) => console.log(error.cause.message));`;
    expect(await run(program, { to: 'ftp://x' })).toContain('ROOKERY_LOCAL_X must be an http:// address');
    expect(await run(program, { to: 'http://127.0.0.1:1' })).toContain('ECONNREFUSED');
  });

  it('knows the same hosts as the simulator', () => {
    // The preload's own export; it must run without our TypeScript.
    const { hosts } = createRequire(import.meta.url)('../../simulator/register.cjs') as {
      hosts: Set<string>;
    };
    expect([...hosts].sort()).toEqual([...xHosts].sort());
  });
});
