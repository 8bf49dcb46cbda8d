import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned, responseToken } from './signature.ts';

const secrets = { consumerSecret: 'consumer', clientSecret: 'client' };
const sign = (bytes: string, secret: string) =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('base64')}`;

describe('a signature', () => {
  it('over the same bytes with the API secret is right, any other is wrong', () => {
    expect(isSigned('body', secrets, { consumer: sign('body', 'consumer'), oauth2: undefined })).toBe(true);
    for (const wrong of [
      sign('body', 'client'),
      sign('body ', 'consumer'),
      'sha256=',
      'x',
      sign('body', 'consumer').slice(7),
    ]) {
      expect(isSigned('body', secrets, { consumer: wrong, oauth2: undefined })).toBe(false);
    }
    expect(isSigned('body', secrets, { consumer: undefined, oauth2: undefined })).toBe(false);
  });

  it('over the client secret counts in its own header only', () => {
    expect(isSigned('body', secrets, { consumer: undefined, oauth2: sign('body', 'client') })).toBe(true);
    expect(
      isSigned(
        'body',
        { ...secrets, clientSecret: undefined },
        { consumer: undefined, oauth2: sign('body', 'client') },
      ),
    ).toBe(false);
    expect(isSigned('body', secrets, { consumer: 'sha256=AAAA', oauth2: sign('body', 'client') })).toBe(
      false,
    );
  });

  it('answers a challenge as X documents it', () => {
    expect(responseToken('token', 'consumer')).toBe(sign('token', 'consumer'));
  });
});
