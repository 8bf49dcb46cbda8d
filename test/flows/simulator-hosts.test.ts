import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { type RequestOptions, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xHosts } from '../../simulator/hosts/names.ts';
import { type Simulator, startSimulator } from '../../simulator/main.ts';

let x: Simulator;
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hosts-'));
  x = await startSimulator({ port: 0, tlsPort: 0, proxyPort: 0, dataDir: directory });
});
afterEach(async () => {
  await x.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Got {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}

type Make = (options: RequestOptions, listener: (response: IncomingMessage) => void) => ClientRequest;
const send = (make: Make, options: RequestOptions): Promise<Got> =>
  new Promise((resolve, reject) => {
    const agent = options.createConnection ? undefined : false;
    const request = make({ agent, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      );
    });
    request.on('error', reject).end();
  });
/** A request to the plain port under this Host. */
const underHost = (host: string, path: string, method = 'GET') =>
  send(httpRequest, { host: '127.0.0.1', port: x.port, path, method, headers: { host } });

const portOf = (address = '') => Number(new URL(address).port);

describe('By the Host header', () => {
  const v1NotFound = '{"errors":[{"code":34,"message":"Sorry, that page does not exist."}]}';

  it.each([
    ['api.x.com', '/2/users/me', 401],
    ['API.Twitter.com:443', '/1.1/account/verify_credentials.json', 400],
    ['api.twitter.com', '/oauth/authorize', 403],
    ['api.x.com', '/2/oauth2/authorize', 400],
    ['upload.x.com', '/1.1/media/upload.json', 400],
    ['data-api.twitter.com', '/insights/engagement/totals', 401, 'POST'],
    ['x.com', '/i/oauth2/authorize', 400],
    ['twitter.com', '/login', 200],
    ['ton.twitter.com', '/1.1/ton/data/dm/1/2/3.png', 400],
  ])('%s answers %s', async (host, path, status, method?: string) => {
    expect((await underHost(host, path, method)).status).toBe(status);
  });

  it.each([
    ['api.x.com', '/insights/engagement/totals', 'POST'],
    ['api.x.com', '/1.1/media/upload.json', 'POST'],
    ['api.x.com', '/_control/time', 'GET'],
    ['api.x.com', '/', 'GET'],
    ['upload.twitter.com', '/1.1/account/verify_credentials.json', 'GET'],
    ['x.com', '/oauth/request_token', 'POST'],
    ['twitter.com', '/_control/users', 'GET'],
    ['twitter.com', '/console', 'GET'],
    ['pbs.twimg.com', '/1.1/account/verify_credentials.json', 'GET'],
  ])('%s has no %s', async (host, path, method) => {
    const { status, body } = await underHost(host, path, method);
    expect([status, body]).toEqual([404, v1NotFound]);
  });

  it('answers an unknown path of v2 with nothing, and writes what was asked in vain down', async () => {
    for (const host of ['data-api.x.com', 'api.x.com', '127.0.0.1:1'])
      expect(await underHost(host, '/2/nonsense')).toMatchObject({ status: 404, body: '' });
    const logged = x.sim.log.list({ limit: 10 });
    expect(logged.map(({ path, status, route }) => [path, status, route])).toEqual([
      ['/2/nonsense', 404, '(no such path)'],
      ['/2/nonsense', 404, '(no such path)'],
      ['/2/nonsense', 404, '(no such path)'],
    ]);
  });

  it('takes every path under any other name', async () => {
    for (const host of ['127.0.0.1:1', 'localhost', 'my-machine.example', 'constructor', '__proto__'])
      for (const path of ['/_control/time', '/login', '/messages/compose?recipient_id=1'])
        expect([200, 302]).toContain((await underHost(host, path)).status);
    expect((await underHost('localhost', '/insights/engagement/totals', 'POST')).status).toBe(401);
  });

  it('leads a private-message link of X to the page on the simulator’s own address', async () => {
    const { headers } = await underHost('twitter.com', '/messages/compose?recipient_id=1&text=a%20b');
    expect(headers['location']).toBe(`${x.url}/?recipient_id=1&text=a%20b`);
    const plain = await underHost('localhost', '/messages/compose?recipient_id=1');
    expect(plain.headers['location']).toBe('/?recipient_id=1');
  });

  it('lets one sign-in hold for all names of a site', async () => {
    const cookieOf = async (host: string) => String((await underHost(host, '/login')).headers['set-cookie']);
    expect(await cookieOf('api.x.com')).toMatch(/; Domain=x\.com$/);
    expect(await cookieOf('twitter.com')).toMatch(/; Domain=twitter\.com$/);
    expect(await cookieOf('127.0.0.1')).not.toContain('Domain');
  });
});

describe('Over TLS', () => {
  const overTls = (servername: string, path: string, trusted: { ca?: string } = { ca: x.fronts.ca }) =>
    send(httpsRequest, {
      ...trusted,
      host: '127.0.0.1',
      port: portOf(x.fronts.tlsUrl),
      servername,
      path,
      headers: { host: servername },
    });

  it('answers every host of X with a certificate by its own authority', async () => {
    for (const host of xHosts) expect((await overTls(host, '/2/nonsense')).status).toBe(404);
    expect(await overTls('api.x.com', '/2/users/me')).toMatchObject({ status: 401 });
    await expect(overTls('api.x.com', '/2/users/me', {})).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    await expect(overTls('example.com', '/')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(String((await overTls('x.com', '/login')).headers['set-cookie'])).toContain('; Secure');
  });

  it('keeps the authority, its key for the owner only, and shows the certificate', async () => {
    const { caFile = '', ca = '' } = x.fronts;
    expect(readFileSync(caFile, 'utf8')).toBe(ca);
    expect(statSync(join(directory, 'ca-key.pem')).mode & 0o777).toBe(0o600);
    expect(await (await fetch(`${x.url}/_control/ca.pem`)).text()).toBe(ca);
    expect(new X509Certificate(ca).ca).toBe(true);
    const { tlsUrl, proxyUrl } = x.fronts;
    expect(await (await fetch(`${x.url}/_control/doors`)).json()).toEqual({
      tlsUrl: tlsUrl ?? null,
      proxyUrl: proxyUrl ?? null,
      caFile,
    });
    await x.close();
    x = await startSimulator({ port: 0, tlsPort: 0, dataDir: directory });
    expect(x.fronts.ca).toBe(ca);
    expect(await overTls('api.x.com', '/2/users/me')).toMatchObject({ status: 401 });
  });

  it('makes one for itself alone without a directory, and leaves nothing behind', async () => {
    await x.close();
    x = await startSimulator({ port: 0, tlsPort: 0 });
    const { caFile = '' } = x.fronts;
    expect(existsSync(caFile)).toBe(true);
    expect(await overTls('upload.x.com', '/nonsense', { ca: readFileSync(caFile, 'utf8') })).toMatchObject({
      status: 404,
    });
    await x.close();
    expect(existsSync(caFile)).toBe(false);
    x = await startSimulator({ port: 0 });
    expect([x.fronts.tlsUrl, x.fronts.proxyUrl]).toEqual([undefined, undefined]);
    expect((await fetch(`${x.url}/_control/ca.pem`)).status).toBe(404);
    const doors = await (await fetch(`${x.url}/_control/doors`)).json();
    expect(doors).toEqual({ tlsUrl: null, proxyUrl: null, caFile: null });
  });
});

describe('Through the proxy', () => {
  /** What a client does that was given the proxy: CONNECT, then TLS in the tunnel. */
  const tunnel = async (to: string): Promise<{ status: number; socket: Socket }> => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: portOf(x.fronts.proxyUrl),
      method: 'CONNECT',
      path: to,
    });
    request.end();
    // The event's arguments, as Node documents them.
    const [response, socket] = (await once(request, 'connect')) as [{ statusCode: number }, Socket];
    return { status: response.statusCode, socket };
  };
  const tlsIn = async (socket: Socket, servername: string): Promise<TLSSocket> => {
    const inside = connectTls({ socket, servername, ca: x.fronts.ca });
    await once(inside, 'secureConnect');
    return inside;
  };

  it('tunnels to X’s hosts, where the certificate and the Host are right', async () => {
    const { status, socket } = await tunnel('data-api.x.com:443');
    expect(status).toBe(200);
    const inside = await tlsIn(socket, 'data-api.x.com');
    const got = await send(httpsRequest, {
      createConnection: () => inside,
      host: 'data-api.x.com',
      path: '/2/users/me',
    });
    expect(got).toMatchObject({ status: 404, body: '' });
    inside.destroy();
  });

  it.each(['example.com:443', 'api.x.com:22', '127.0.0.1:443', 'api.x.com.example:443', 'nonsense'])(
    'refuses %s',
    async (to) => {
      const { status, socket } = await tunnel(to);
      expect(status).toBe(403);
      socket.destroy();
    },
  );

  it('takes plain requests for X’s hosts, and no others', async () => {
    const through = (address: string) =>
      send(httpRequest, { host: '127.0.0.1', port: portOf(x.fronts.proxyUrl), path: address });
    expect(await through('http://api.x.com/2/users/me')).toMatchObject({ status: 401 });
    expect(await through('http://api.x.com/_control/time')).toMatchObject({ status: 404 });
    for (const address of ['http://example.com/', '/2/users/me', `${x.url}/_control/time`])
      expect(await through(address)).toMatchObject({ status: 403 });
  });

  it('lets go of open tunnels when the simulator closes', async () => {
    const { socket } = await tunnel('api.x.com:443');
    const inside = await tlsIn(socket, 'api.x.com');
    const ended = once(inside, 'close');
    inside.on('error', () => {});
    await x.close();
    await ended;
    x = await startSimulator({ port: 0 });
    expect(inside.destroyed).toBe(true);
  });
});
