import { expect, test } from 'vitest';
import { isFromSlack, slackSignature } from './signature.ts';

/** Slack's own example, from its page on verifying requests. */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const TIMESTAMP = '1531420618';
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const AT = 1_531_420_618_000;

test('makes and takes the signature of Slack’s own example', () => {
  expect(slackSignature(SECRET, TIMESTAMP, BODY)).toBe(SIGNATURE);
  expect(isFromSlack(SECRET, { timestamp: TIMESTAMP, signature: SIGNATURE }, BODY, AT)).toBe(true);
});

test('refuses other bytes, another secret, another time, and what is no signature', () => {
  const given = { timestamp: TIMESTAMP, signature: SIGNATURE };
  expect(isFromSlack(SECRET, given, Buffer.concat([BODY, Buffer.from(' ')]), AT)).toBe(false);
  expect(isFromSlack(`${SECRET}x`, given, BODY, AT)).toBe(false);
  expect(isFromSlack(SECRET, { ...given, timestamp: '1531420619' }, BODY, AT)).toBe(false);
  for (const signature of [undefined, '', 'v0=', SIGNATURE.slice(0, -1), SIGNATURE.replace('v0', 'v1')])
    expect(isFromSlack(SECRET, { timestamp: TIMESTAMP, signature }, BODY, AT)).toBe(false);
  for (const timestamp of [undefined, '', 'now', '-1', '1e9'])
    expect(isFromSlack(SECRET, { timestamp, signature: SIGNATURE }, BODY, AT)).toBe(false);
});

test('refuses what is older than five minutes, or from as far ahead', () => {
  const given = { timestamp: TIMESTAMP, signature: SIGNATURE };
  expect(isFromSlack(SECRET, given, BODY, AT + 300_000)).toBe(true);
  expect(isFromSlack(SECRET, given, BODY, AT + 301_000)).toBe(false);
  expect(isFromSlack(SECRET, given, BODY, AT - 301_000)).toBe(false);
});
