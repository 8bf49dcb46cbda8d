import { expect, test } from 'vitest';
import { oauth1Header, percentEncode, signatureBase } from './signing.ts';

/** https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature */
const published = {
  request: {
    method: 'POST',
    url: 'https://api.x.com/1.1/statuses/update.json?include_entities=true',
    form: { status: 'Hello Ladies + Gentlemen, a signed OAuth request!' },
  },
  keys: {
    consumerKey: 'xvz1evFS4wEEPTGEFPHBog',
    consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
    token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
    tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
  },
  moment: { nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg', timestampSeconds: 1318622958 },
};

test('signs the published request with the published signature', () => {
  const onTwitter = {
    ...published.request,
    url: 'https://api.twitter.com/1.1/statuses/update.json?include_entities=true',
  };
  expect(oauth1Header(onTwitter, published.keys, published.moment)).toContain(
    'oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"',
  );
  const onOldPath = {
    ...published.request,
    url: 'https://api.twitter.com/1/statuses/update.json?include_entities=true',
  };
  expect(oauth1Header(onOldPath, published.keys, published.moment)).toContain(
    'oauth_signature="tnnArxj06cWHq44gCs1OSKk%2FjLY%3D"',
  );
});

test('asks for a request token with the published signature', () => {
  const header = oauth1Header(
    {
      method: 'POST',
      url: 'https://api.twitter.com/oauth/request_token',
      oauth: { oauth_callback: 'http://localhost/sign-in-with-twitter/' },
    },
    { consumerKey: 'cChZNFj6T5R0TigYB9yd1w', consumerSecret: 'L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg' },
    { nonce: 'ea9ec8429b68d6b77cd5600adbbb0456', timestampSeconds: 1318467427 },
  );
  expect(header).toContain('oauth_signature="F1Li3tvehgcraF8DMJ7OyxO4w9Y%3D"');
  expect(header).not.toContain('oauth_token=');
});

test('percent-encodes what RFC 3986 reserves and no more', () => {
  const vectors: Record<string, string> = {
    abcABC123: 'abcABC123',
    '-._~': '-._~',
    '%': '%25',
    '+': '%2B',
    '&=*': '%26%3D%2A',
    '\n': '%0A',
    ' ': '%20',
    "!'()": '%21%27%28%29',
    '\u0080': '%C2%80',
    '\u3001': '%E3%80%81',
    '☃': '%E2%98%83',
  };
  for (const [plain, encoded] of Object.entries(vectors)) expect(percentEncode(plain)).toBe(encoded);
});

/** RFC 5849 section 3.4.1.1; its parameters repeat names, are empty, and carry spaces and signs. */
test('builds the base string of RFC 5849', () => {
  const base = signatureBase(
    {
      method: 'post',
      url: 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
      form: { c2: '', a3: '2 q' },
    },
    {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '137131201',
      oauth_nonce: '7d8f3e4a',
    },
  );
  expect(base).toBe(
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  );
});
