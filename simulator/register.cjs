'use strict';
// Leads an unchanged Node program to the local X instead of X:
//   ROOKERY_LOCAL_X=http://127.0.0.1:3200 node -r rookery/simulator/register program.js
// Connections to X's hosts become plain connections to that address, with the Host header as it was, so that
// signatures over https://api.x.com fit. Everything else connects as ever. Plain JavaScript for any Node from 20 on.
const net = require('node:net');
const tls = require('node:tls');
const { syncBuiltinESMExports } = require('node:module');

const standard = 'http://127.0.0.1:3200';
// The names of simulator/hosts/names.ts; a test compares the two.
const hosts = new Set([
  'api.x.com',
  'api.twitter.com',
  'upload.x.com',
  'upload.twitter.com',
  'data-api.x.com',
  'data-api.twitter.com',
  'x.com',
  'www.x.com',
  'mobile.x.com',
  'twitter.com',
  'www.twitter.com',
  'mobile.twitter.com',
  'ton.x.com',
  'ton.twitter.com',
  'pbs.twimg.com',
  'video.twimg.com',
]);

/** Where the local X is, read anew for each connection. */
function localX() {
  const text = process.env.ROOKERY_LOCAL_X || standard;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.protocol !== 'http:')
    throw new Error(`ROOKERY_LOCAL_X must be an http:// address, not ${text}`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) };
}

/** The forms of `tls.connect`: (options), (port, options), (port, host, options), each with a listener or without. */
function readArguments(given) {
  const listener = typeof given.at(-1) === 'function' ? given.at(-1) : undefined;
  const options = {};
  for (const part of given) if (typeof part === 'object' && part !== null) Object.assign(options, part);
  if (typeof given[0] === 'number' || typeof given[0] === 'string') options.port = given[0];
  if (typeof given[1] === 'string') options.host = given[1];
  return { options, listener };
}

/** A plain socket with what clients ask a TLS socket for. */
function plainSocket(options, listener) {
  const { timeout, highWaterMark, signal, noDelay, keepAlive, keepAliveInitialDelay } = options;
  const socket = net.connect({
    ...localX(),
    ...(timeout === undefined ? {} : { timeout }),
    ...(highWaterMark === undefined ? {} : { highWaterMark }),
    ...(signal === undefined ? {} : { signal }),
    ...(noDelay === undefined ? {} : { noDelay }),
    ...(keepAlive === undefined ? {} : { keepAlive, keepAliveInitialDelay }),
  });
  const servername = options.servername || options.host;
  Object.assign(socket, {
    encrypted: true,
    authorized: true,
    authorizationError: null,
    alpnProtocol: false,
    servername,
    secureConnecting: true,
    getPeerCertificate: () => ({ subject: { CN: servername }, subjectaltname: `DNS:${servername}` }),
    getPeerX509Certificate: () => undefined,
    getCertificate: () => null,
    getCipher: () => ({ name: 'none', standardName: 'none', version: 'none' }),
    getProtocol: () => null,
    getSession: () => undefined,
    getTLSTicket: () => undefined,
    getEphemeralKeyInfo: () => ({}),
    getFinished: () => undefined,
    getPeerFinished: () => undefined,
    getSharedSigalgs: () => [],
    isSessionReused: () => false,
    setServername: () => undefined,
    setSession: () => undefined,
    setMaxSendFragment: () => true,
    disableRenegotiation: () => undefined,
    enableTrace: () => undefined,
    renegotiate: (_options, done) => (done && process.nextTick(done, null), true),
  });
  socket.once('connect', () => {
    socket.secureConnecting = false;
    socket.emit('secureConnect');
  });
  if (listener) socket.once('secureConnect', listener);
  return socket;
}

const before = tls.connect;
const mark = Symbol.for('rookery.localX.registered');

if (!before[mark]) {
  tls.connect = function connect(...given) {
    const { options, listener } = readArguments(given);
    const name = String(options.host || options.servername || '').toLowerCase();
    const toX = !options.socket && !options.path && Number(options.port) === 443 && hosts.has(name);
    return toX ? plainSocket(options, listener) : before.apply(this, given);
  };
  tls.connect[mark] = true;
  // `import { connect } from 'node:tls'` sees it too.
  syncBuiltinESMExports();
}

module.exports = { hosts };
