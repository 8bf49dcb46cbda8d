import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { signedRequestOf } from './auth.ts';
import { type Pairs, oauthParameters, signatureBase, verifySignature } from './oauth1.ts';

/** A request as it comes over the wire. */
interface Wire {
  method: string;
  url: string;
  host: string;
  authorization: string;
  body?: string;
}

const read = ({ method, url, host, authorization, body }: Wire) =>
  signedRequestOf({
    method,
    url,
    headers: { host, authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: body === undefined ? undefined : Buffer.from(body),
    // The members of a request of Fastify that are read.
  } as unknown as FastifyRequest);

/** RFC 5849 §3.6, from bytes: letters, digits and four marks stay. */
const encode = (text: string): string => {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const char = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
};

/** RFC 5849 §3.4.1: another reading than the simulator's, sorting whole `name=value` bytes by name, then value. */
const baseOf = (method: string, address: string, parameters: Pairs): string => {
  const encoded = parameters.map(
    ([name, value]) => [Buffer.from(encode(name)), Buffer.from(encode(value))] as const,
  );
  encoded.sort((a, b) => Buffer.compare(a[0], b[0]) || Buffer.compare(a[1], b[1]));
  const line = encoded.map(([name, value]) => `${name.toString()}=${value.toString()}`).join('&');
  return `${method}&${encode(address)}&${encode(line)}`;
};
const sign = (base: string, consumerSecret: string, tokenSecret: string) =>
  createHmac('sha1', `${encode(consumerSecret)}&${encode(tokenSecret)}`)
    .update(base)
    .digest('base64');

describe('Published requests, as they come over the wire', () => {
  it('the one of RFC 5849 §3.4.1.1 gives its base string', () => {
    const wire = read({
      method: 'POST',
      url: '/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
      host: 'EXAMPLE.COM',
      authorization:
        'OAuth realm="Example", oauth_consumer_key="9djdj82h48djs9d2", oauth_token="kkk9d7dh3k39sjv7", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131201", oauth_nonce="7d8f3e4a", oauth_signature="bYT5CMsGcbgUdFHObYMEfcx6bsw%3D"',
      body: 'c2&a3=2+q',
    });
    const oauth = oauthParameters(wire);
    oauth.delete('oauth_signature');
    const base = signatureBase(wire.method, `http://${wire.host.toLowerCase()}${wire.path}`, [
      ...oauth,
      ...wire.query,
      ...wire.form,
    ]);
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  // https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
  const post = (host: string, signature: string): Wire => ({
    method: 'POST',
    url: '/1.1/statuses/update.json?include_entities=true',
    host,
    authorization: `OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature="${encodeURIComponent(signature)}", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0"`,
    body: 'status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21',
  });
  const secrets = [
    'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
    ['LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE'],
  ] as const;

  it.each([
    ['api.x.com', 'Ls93hJiZbQ3akF3HF3x1Bz8/zU4='],
    ['api.twitter.com', 'hCtSmYh+iHYCEqBWrE7C7hYmtUk='],
  ])('the post of X’s guide for %s has the signature that the guide says', (host, signature) => {
    expect(verifySignature(read(post(host, signature)), secrets[0], [...secrets[1]])).toBe(true);
    const other = host === 'api.x.com' ? 'api.twitter.com' : 'api.x.com';
    expect(verifySignature(read(post(other, signature)), secrets[0], [...secrets[1]])).toBe(false);
  });

  // https://docs.x.com/fundamentals/authentication/guides/log-in-with-x
  it('the request for a request token of X’s guide is accepted with its secret, and with no other', () => {
    const wire = read({
      method: 'POST',
      url: '/oauth/request_token',
      host: 'api.twitter.com',
      authorization:
        'OAuth oauth_callback="http%3A%2F%2Flocalhost%2Fsign-in-with-twitter%2F",\n oauth_consumer_key="cChZNFj6T5R0TigYB9yd1w",\n oauth_nonce="ea9ec8429b68d6b77cd5600adbbb0456",\n oauth_signature="F1Li3tvehgcraF8DMJ7OyxO4w9Y%3D",\n oauth_signature_method="HMAC-SHA1",\n oauth_timestamp="1318467427",\n oauth_version="1.0"',
    });
    expect(verifySignature(wire, 'L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg', [''])).toBe(true);
    expect(verifySignature(wire, 'L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOh', [''])).toBe(false);
  });
});

// Characters on which encodings differ, beside any others.
const oddChar = fc.constantFrom(
  ...Array.from(' +%&=;,!\'()*~-._/?#[]@:"\\<>|^`{}\u0000\n\té中☃🐦\u2028\u00ad'),
);
const text = fc.oneof(
  fc.string({ unit: oddChar, maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', '%20', '%2C', '+', 'a+b', '%', '%zz', 'oauth', 'x,y'),
);
const pairs = fc.array(fc.tuple(text, text), { maxLength: 6 }).map((list) =>
  // A form cannot carry a name of OAuth's own twice, and a pair of nothing is not sent.
  list.filter(([name, value]) => !name.startsWith('oauth_') && name + value !== ''),
);

/** One of the ways in which clients write a value into a query or a form. */
const writings: ((value: string) => string)[] = [
  encode,
  (value) => encode(value).replaceAll('%20', '+'),
  (value) => encode(value).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  (value) => new URLSearchParams({ v: value }).toString().slice(2),
  // Commas and what encodeURIComponent leaves alone stay as they are.
  (value) => encodeURIComponent(value).replaceAll('%2C', ','),
];
const write = (list: Pairs, how: (value: string) => string, bareNames: boolean) =>
  list
    .map(([name, value]) =>
      bareNames && value === '' && name !== '' ? how(name) : `${how(name)}=${how(value)}`,
    )
    .join('&');

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  scheme: fc.constantFrom('https', 'http'),
  host: fc.constantFrom('api.x.com', '127.0.0.1:3200', 'localhost:80'),
  path: fc.constantFrom('/2/users/me', '/1.1/direct_messages/events/list.json', '/oauth/request_token'),
  query: pairs,
  form: pairs,
  how: fc.constantFrom(...writings),
  bareNames: fc.boolean(),
  oauthPlace: fc.constantFrom('header', 'query', 'form'),
  nonce: fc.string({ minLength: 1, maxLength: 20 }),
  callback: fc.option(text, { nil: undefined }),
  consumerSecret: fc.string({ unit: oddChar, maxLength: 10 }),
  tokenSecret: fc.string({ unit: oddChar, maxLength: 10 }),
});
type Generated = typeof request extends fc.Arbitrary<infer T> ? T : never;

const oauthOf = ({ nonce, callback }: Generated): Pairs => [
  ['oauth_consumer_key', 'key'],
  ['oauth_nonce', nonce],
  ['oauth_signature_method', 'HMAC-SHA1'],
  ['oauth_timestamp', '1700000000'],
  ['oauth_token', '1-token'],
  ...(callback === undefined ? [] : ([['oauth_callback', callback]] as Pairs)),
];

/** Signs what is generated, and puts it on the wire in the generated way. */
function wireOf(given: Generated): Wire {
  const { method, scheme, host, path, query, form, how, bareNames, oauthPlace } = given;
  const oauth = oauthOf(given);
  const base = baseOf(method, `${scheme}://${host}${path}`, [...oauth, ...query, ...form]);
  const signed: Pairs = [...oauth, ['oauth_signature', sign(base, given.consumerSecret, given.tokenSecret)]];
  const search = write([...query, ...(oauthPlace === 'query' ? signed : [])], how, bareNames);
  const header = signed
    .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
    .reverse()
    .join(', ');
  return {
    method,
    host,
    url: search === '' ? path : `${path}?${search}`,
    authorization: oauthPlace === 'header' ? `OAuth realm="x", ${header}` : '',
    body: write([...form, ...(oauthPlace === 'form' ? signed : [])], how, bareNames),
  };
}

describe('Any request that is signed by the book', () => {
  it('is accepted, however its client writes parameters and wherever it puts the signature', () => {
    fc.assert(
      fc.property(request, (given) => {
        expect(verifySignature(read(wireOf(given)), given.consumerSecret, [given.tokenSecret])).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused when one value, the method, the path or a secret is another', () => {
    fc.assert(
      fc.property(
        request,
        fc.nat(4),
        text.filter((value) => value !== ''),
        (given, what, added) => {
          const wire = read(wireOf(given));
          const changed = [
            { ...wire, method: given.method === 'GET' ? 'POST' : 'GET' },
            { ...wire, path: `${wire.path}x` },
            { ...wire, query: [...wire.query, [added, ''] as [string, string]] },
            { ...wire, form: [...wire.form, ['', added] as [string, string]] },
            { ...wire, host: 'other.example' },
          ][what];
          if (!changed || added.startsWith('oauth_')) return;
          expect(verifySignature(changed, given.consumerSecret, [given.tokenSecret])).toBe(false);
          expect(verifySignature(wire, `${given.consumerSecret}x`, [given.tokenSecret])).toBe(false);
          expect(verifySignature(wire, given.consumerSecret, [`${given.tokenSecret}x`])).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has the base string of our other reading', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        expect(signatureBase('post', 'https://api.x.com/é', list)).toBe(
          baseOf('POST', 'https://api.x.com/é', list),
        );
      }),
    );
  });
});

it('never throws on what anybody may send', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ unit: 'binary' }), (search, header, body) => {
      const wire = read({
        method: 'POST',
        url: `/1.1/x?${search}`,
        host: 'x',
        authorization: `OAuth ${header}`,
        body,
      });
      expect(verifySignature(wire, 's', [''])).toBe(false);
    }),
  );
});
