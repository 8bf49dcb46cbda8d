import { Client, OAuth1, OAuth2, generateCodeChallenge, generateCodeVerifier } from '@xdevplatform/xdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalX, callback, preload, startLocalX } from './local-x.ts';

describe('@xdevplatform/xdk, unmodified', () => {
  let x: LocalX;

  beforeAll(async () => {
    x = await startLocalX();
    preload(x.simulator.port);
  });
  afterAll(async () => {
    await x.simulator.close();
  });

  const withOauth1 = () => {
    const { token, secret } = x.simulator.sim.tokens.issueAccess(
      x.app.id,
      x.shop.id,
      'read-write-dm',
      Date.now(),
    );
    const oauth1 = new OAuth1({
      apiKey: x.app.consumerKey,
      apiSecret: x.app.consumerSecret,
      callback,
      accessToken: token,
      accessTokenSecret: secret,
    });
    return new Client({ oauth1 });
  };
  const withOauth2 = () => {
    const scopes = ['dm.read', 'dm.write', 'tweet.read', 'users.read', 'media.write'];
    const { access } = x.simulator.sim.tokens.issuePair(
      { appId: x.app.id, userId: x.shop.id, scopes },
      Date.now(),
    );
    return new Client({ accessToken: access.token });
  };

  it('signs in with PKCE', async () => {
    const oauth2 = new OAuth2({
      clientId: x.app.clientId,
      clientSecret: x.app.clientSecret,
      redirectUri: callback,
      scope: ['tweet.read', 'users.read', 'offline.access'],
    });
    const verifier = generateCodeVerifier();
    await oauth2.setPkceParameters(verifier, await generateCodeChallenge(verifier));
    const back = await x.consent(await oauth2.getAuthorizationUrl('s1'), x.shop);
    const token = await oauth2.exchangeCode(back.searchParams.get('code') ?? '', verifier);
    expect(token).toMatchObject({
      token_type: 'bearer',
      expires_in: 7200,
      scope: 'tweet.read users.read offline.access',
    });
    const me = await new Client({ accessToken: token.access_token }).users.getMe();
    expect(me.data).toMatchObject({ id: x.shop.id, username: 'shop' });
    expect((await oauth2.refreshToken()).access_token).not.toBe(token.access_token);
  });

  it('signs in with three legs', async () => {
    const oauth1 = new OAuth1({ apiKey: x.app.consumerKey, apiSecret: x.app.consumerSecret, callback });
    await oauth1.getRequestToken();
    const back = await x.consent(oauth1.getAuthorizationUrl(), x.shop);
    const token = await oauth1.getAccessToken(back.searchParams.get('oauth_verifier') ?? '');
    expect(token.accessToken.startsWith(`${x.shop.id}-`)).toBe(true);
  });

  it.each([
    ['OAuth 1.0a', withOauth1],
    ['OAuth 2.0', withOauth2],
  ])('sends, lists and deletes direct messages with %s', async (_name, makeClient) => {
    const client = makeClient();
    const sent = await client.directMessages.createByParticipantId(x.customer.id, { text: 'hello' });
    const eventId = (sent.data as unknown as { dmEventId: string }).dmEventId;
    const page = await client.directMessages.getEvents({
      maxResults: 5,
      dmEventFields: ['id', 'text', 'created_at', 'dm_conversation_id', 'event_type'],
      expansions: ['sender_id'],
      userFields: ['name', 'username'],
      postFields: ['id'],
    });
    expect(page.data?.[0]).toMatchObject({ id: eventId, text: 'hello', senderId: x.shop.id });
    expect(page.includes?.users?.[0]).toMatchObject({ username: 'shop' });
    await client.directMessages.deleteEvents(eventId);
    const after = await client.directMessages.getEventsByParticipantId(x.customer.id, { maxResults: 5 });
    expect((after.data ?? []).map((event) => event.id)).not.toContain(eventId);
  });

  it('reads users, and X’s errors', async () => {
    const client = withOauth2();
    const users = await client.users.getByIds([x.shop.id, '99']);
    expect(users.data).toHaveLength(1);
    expect(users.errors).toHaveLength(1);
    x.simulator.sim.users.update(x.customer.id, { dmOpen: false });
    const refused = client.directMessages.createByParticipantId(x.customer.id, { text: 'again' });
    await expect(refused).rejects.toMatchObject({ status: 403 });
  });
});
