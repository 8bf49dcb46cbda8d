import { describe, expect, it } from 'vitest';
import {
  type Pairs,
  hmacSha1,
  parseOAuthHeader,
  percentEncode,
  signatureBase,
  verifySignature,
} from './oauth1.ts';

describe('OAuth 1.0a signatures', () => {
  it('encodes as RFC 5849 §3.6 says', () => {
    expect(percentEncode('Ladies + Gentlemen')).toBe('Ladies%20%2B%20Gentlemen');
    expect(percentEncode("An encoded string! '()*")).toBe('An%20encoded%20string%21%20%27%28%29%2A');
    expect(percentEncode('☃')).toBe('%E2%98%83');
    expect(percentEncode('-._~aZ09')).toBe('-._~aZ09');
  });

  it('makes the base string of RFC 5849 §3.4.1.1', () => {
    const parameters: Pairs = [
      ['b5', '=%3D'],
      ['a3', 'a'],
      ['c@', ''],
      ['a2', 'r b'],
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['c2', ''],
      ['a3', '2 q'],
    ];
    expect(signatureBase('post', 'http://example.com/request', parameters)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  it('signs the photo request of RFC 5849 §1.2', () => {
    const base = signatureBase('GET', 'http://photos.example.net/photos', [
      ['file', 'vacation.jpg'],
      ['size', 'original'],
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_token', 'nnch734d00sl2jdk'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoH'],
    ]);
    expect(hmacSha1(base, 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00')).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=');
  });

  const xExample = {
    method: 'POST',
    host: 'api.twitter.com',
    path: '/1.1/statuses/update.json',
    header: parseOAuthHeader(
      'OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0"',
    ),
    query: [['include_entities', 'true']] as Pairs,
    form: [['status', 'Hello Ladies + Gentlemen, a signed OAuth request!']] as Pairs,
  };
  const consumerSecret = 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw';
  const tokenSecret = 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE';
  const header = xExample.header ?? new Map<string, string>();

  it('accepts the request of X’s own guide', () => {
    expect(verifySignature({ ...xExample, header }, consumerSecret, [tokenSecret])).toBe(true);
  });

  const changed: [
    string,
    { secret?: string; form?: Pairs; query?: Pairs; path?: string; method?: string },
  ][] = [
    ['another secret', { secret: 'other' }],
    ['another text', { form: [['status', 'Hello']] }],
    ['another path', { path: '/1.1/statuses/destroy.json' }],
    ['a dropped query', { query: [] }],
    ['another method', { method: 'GET' }],
  ];
  it.each(changed)('refuses it with %s', (_name, { secret, ...change }) => {
    expect(verifySignature({ ...xExample, header, ...change }, consumerSecret, [secret ?? tokenSecret])).toBe(
      false,
    );
  });

  it('takes a parameter once that is in header and body', () => {
    const token: Pairs = [['oauth_token', header.get('oauth_token') ?? '']];
    const form = [...xExample.form, ...token];
    expect(verifySignature({ ...xExample, header, form }, consumerSecret, [tokenSecret])).toBe(true);
  });
});
