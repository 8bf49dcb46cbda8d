import { describe, expect, test } from 'vitest';
import type { xErrors } from '../../contract/errors/x.ts';
import type { RateSaid } from './rate-headers.ts';
import { translateAnswer } from './translate.ts';

const code = (n: number, message: string) => JSON.stringify({ errors: [{ code: n, message }] });
const problem = (type: string, rest: object, host = 'api.twitter.com') =>
  JSON.stringify({ ...rest, type: type === 'about:blank' ? type : `https://${host}/2/problems/${type}` });

type Row = readonly [name: string, status: number, body: string, expected: keyof typeof xErrors];

const table: readonly Row[] = [
  [
    'v2 401',
    401,
    problem('about:blank', { title: 'Unauthorized', status: 401, detail: 'Unauthorized' }),
    'x_token_invalid',
  ],
  [
    'v2 missing scope',
    403,
    problem('about:blank', { title: 'Forbidden', status: 403, detail: 'Forbidden' }),
    'x_forbidden',
  ],
  [
    'app-only on a user endpoint',
    403,
    problem('unsupported-authentication', {
      title: 'Unsupported Authentication',
      detail:
        'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].',
      status: 403,
    }),
    'x_authentication_kind',
  ],
  [
    'app-only on v1.1',
    403,
    code(220, 'Your credentials do not allow access to this resource.'),
    'x_authentication_kind',
  ],
  [
    'closed recipient',
    403,
    problem('about:blank', {
      title: 'Forbidden',
      status: 403,
      detail: 'You do not have permission to DM one or more participants.',
    }),
    'x_recipient_closed',
  ],
  [
    'invalid request, errors',
    400,
    problem('invalid-request', {
      errors: [
        {
          parameters: { max_results: ['500'] },
          message: 'The `max_results` query parameter value [500] is not between 1 and 100',
        },
      ],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
    }),
    'x_invalid_request',
  ],
  [
    'invalid request, flat, new host',
    400,
    problem(
      'invalid-request',
      { title: 'Invalid Request', detail: 'no', parameter: 'max_results', value: '500' },
      'api.x.com',
    ),
    'x_invalid_request',
  ],
  [
    'credits',
    402,
    problem('credits', {
      title: 'CreditsDepleted',
      detail:
        'Your enrolled account [1234567890123456789] does not have any credits to fulfill this request.',
    }),
    'x_credits_depleted',
  ],
  ['402 without a body', 402, '', 'x_credits_depleted'],
  [
    'usage cap',
    429,
    problem('usage-capped', {
      title: 'UsageCapExceeded',
      detail: 'Usage cap exceeded: Monthly product cap',
      period: 'Monthly',
      scope: 'Product',
    }),
    'x_usage_capped',
  ],
  [
    'client not enrolled',
    403,
    problem('client-forbidden', {
      title: 'Client Forbidden',
      detail:
        'When authenticating requests to the X API v2 endpoints, you must use keys from an App attached to a Project.',
      reason: 'client-not-enrolled',
      registration_url: 'https://developer.x.com',
    }),
    'x_app_not_allowed',
  ],
  [
    'resource not found',
    404,
    problem(
      'resource-not-found',
      { title: 'Not Found Error', detail: 'Could not find user with id: [9].' },
      'api.x.com',
    ),
    'x_not_found',
  ],
  ['unknown path', 404, '', 'x_not_found'],
  [
    '429',
    429,
    problem('about:blank', { title: 'Too Many Requests', detail: 'Too Many Requests', status: 429 }),
    'x_rate_limited',
  ],
  ['v1.1 429', 429, code(88, 'Rate limit exceeded.'), 'x_rate_limited'],
  [
    'webhook CRC',
    400,
    problem('invalid-request', {
      title: 'Invalid Request',
      errors: [{ message: 'CrcValidationFailed: Webhook URL does not meet the requirements.' }],
    }),
    'x_webhook_crc_failed',
  ],
  [
    'webhook URL',
    400,
    problem('invalid-request', { errors: [{ message: 'UrlValidationFailed' }] }),
    'x_webhook_url_refused',
  ],
  [
    'webhook twice',
    400,
    problem('invalid-request', { errors: [{ message: 'DuplicateUrlFailed' }] }),
    'x_webhook_exists',
  ],
  ['webhook limit', 400, problem('invalid-request', { reason: 'WebhookLimitExceeded' }), 'x_webhook_limit'],
  [
    'webhook unknown',
    400,
    problem('invalid-request', { errors: [{ message: 'WebhookIdInvalid' }] }),
    'x_webhook_unknown',
  ],
  [
    'subscription twice',
    400,
    problem('invalid-request', { errors: [{ message: 'DuplicateSubscriptionFailed' }] }),
    'x_subscription_exists',
  ],
  [
    'subscription limit',
    400,
    problem('invalid-request', { errors: [{ message: 'SubscriptionLimitExceeded' }] }),
    'x_subscription_limit',
  ],
  [
    'subscription missing',
    404,
    problem('invalid-request', { errors: [{ message: 'SubscriptionNotFound' }] }),
    'x_subscription_unknown',
  ],
  [
    'replay clash',
    409,
    problem('conflict', { errors: [{ message: 'ReplayConflictError' }] }),
    'x_replay_refused',
  ],
  ['conflict', 409, problem('conflict', { title: 'Conflict' }), 'x_conflict'],
  [
    'OAuth 2.0 code',
    400,
    JSON.stringify({
      error: 'invalid_request',
      error_description: 'Value passed for the authorization code was invalid.',
    }),
    'x_grant_invalid',
  ],
  [
    'OAuth 2.0 refresh token used twice',
    400,
    JSON.stringify({
      error: 'invalid_request',
      error_description: 'Value passed for the token was invalid.',
    }),
    'x_grant_invalid',
  ],
  [
    'OAuth 2.0 invalid_grant',
    400,
    JSON.stringify({ error: 'invalid_grant', error_description: 'gone' }),
    'x_grant_invalid',
  ],
  [
    'OAuth 2.0 client',
    401,
    JSON.stringify({ error: 'unauthorized_client', error_description: 'Missing valid authorization header' }),
    'x_client_invalid',
  ],
  [
    'v1.1 webhook CRC',
    403,
    code(214, 'Webhook URL does not meet the requirements. Invalid CRC token or json response format.'),
    'x_webhook_crc_failed',
  ],
  [
    'v1.1 slow webhook',
    403,
    code(214, 'High latency on CRC GET request. Your webhook should respond in less than 3 seconds.'),
    'x_webhook_crc_failed',
  ],
  [
    'v1.1 webhook status',
    403,
    code(214, 'Non-200 response code during CRC GET request (i.e. 404, 500, etc).'),
    'x_webhook_crc_failed',
  ],
  ['v1.1 webhook limit', 403, code(214, 'Too many resources already created.'), 'x_webhook_limit'],
  [
    'v1.1 webhook URL',
    403,
    code(214, 'Webhook URL does not meet the requirements.'),
    'x_webhook_url_refused',
  ],
  ['v1.1 closed messages', 403, code(214, 'Owner must allow dms from anyone.'), 'x_dms_not_open'],
  ['v1.1 17', 404, code(17, 'No user matches for specified terms.'), 'x_user_not_found'],
  ['v1.1 32', 401, code(32, 'Could not authenticate you.'), 'x_not_authenticated'],
  ['v1.1 34', 404, code(34, 'Sorry, that page does not exist.'), 'x_not_found'],
  ['v1.1 38', 403, code(38, 'recipient_id parameter is missing.'), 'x_invalid_request'],
  ['v1.1 50', 404, code(50, 'User not found.'), 'x_user_not_found'],
  ['v1.1 63', 403, code(63, 'User has been suspended.'), 'x_user_suspended'],
  [
    'v1.1 64',
    403,
    code(64, 'Your account is suspended and is not permitted to access this feature.'),
    'x_account_suspended',
  ],
  ['v1.1 87', 403, code(87, 'Client is not permitted to perform this action.'), 'x_app_not_allowed'],
  ['v1.1 89', 401, code(89, 'Invalid or expired token.'), 'x_token_invalid'],
  [
    'v1.1 93',
    403,
    code(93, 'This application is not allowed to access or delete your direct messages.'),
    'x_dm_permission_missing',
  ],
  [
    'v1.1 99',
    403,
    JSON.stringify({
      errors: [{ code: 99, label: 'authenticity_token_error', message: 'Unable to verify your credentials' }],
    }),
    'x_not_authenticated',
  ],
  ['v1.1 108', 404, code(108, 'Cannot find specified user.'), 'x_user_not_found'],
  ['v1.1 135', 401, code(135, 'Could not authenticate you.'), 'x_clock_off'],
  [
    'v1.1 150',
    403,
    code(150, 'You cannot send messages to users who are not following you.'),
    'x_recipient_closed',
  ],
  ['v1.1 151', 403, code(151, 'There was an error sending your message: reason.'), 'x_dm_not_sent'],
  ['v1.1 195', 403, code(195, 'Missing or invalid url parameter.'), 'x_invalid_request'],
  ['v1.1 215', 400, code(215, 'Bad authentication data.'), 'x_not_authenticated'],
  ['v1.1 226', 403, code(226, 'This request looks like it might be automated.'), 'x_flagged_as_automated'],
  ['v1.1 261', 403, code(261, 'Application cannot perform write actions.'), 'x_write_not_allowed'],
  ['v1.1 323', 400, code(323, 'GIFs…'), 'x_media_refused'],
  ['v1.1 324', 400, code(324, 'The validation of media ids failed.'), 'x_media_refused'],
  ['v1.1 325', 400, code(325, 'A media id was not found.'), 'x_media_refused'],
  [
    'v1.1 326',
    403,
    code(
      326,
      'To protect our users from spam and other malicious activity, this account is temporarily locked.',
    ),
    'x_account_locked',
  ],
  [
    'v1.1 348',
    403,
    code(348, "Client application is not permitted to access this user's webhook subscriptions."),
    'x_subscription_not_allowed',
  ],
  ['v1.1 349', 403, code(349, 'You cannot send messages to this user.'), 'x_recipient_closed'],
  [
    'v1.1 354',
    403,
    code(354, 'The text of your direct message is over the max character limit.'),
    'x_text_too_long',
  ],
  ['v1.1 355', 409, code(355, 'Subscription already exists.'), 'x_subscription_exists'],
  [
    'v1.1 415',
    403,
    code(415, 'Callback URL not approved for this client application.'),
    'x_callback_not_approved',
  ],
  ['v1.1 416', 401, code(416, 'Invalid / suspended application'), 'x_app_suspended'],
  [
    'v1.1 417',
    401,
    code(417, "Desktop applications only support the oauth_callback value 'oob'."),
    'x_callback_not_approved',
  ],
  [
    'v1.1 453',
    403,
    code(453, 'You currently have access to a subset of X API V2 endpoints'),
    'x_access_level',
  ],
  ['v1.1 476', 403, code(476, 'Sender is not verified to send message requests'), 'x_recipient_closed'],
  [
    'Engagement',
    401,
    JSON.stringify({ errors: ['Your account could not be authenticated. Reason: Access token not found'] }),
    'x_token_invalid',
  ],
  [
    'Engagement without a contract',
    403,
    JSON.stringify({ errors: ['Your application id is not authorized.'] }),
    'x_no_engagement_contract',
  ],
  [
    'Engagement with a sign-in of another kind',
    401,
    JSON.stringify({
      errors: ['Your account could not be authenticated. Reason: Unknown Authorization Type'],
    }),
    'x_not_authenticated',
  ],
  ['plain text', 403, 'Forbidden', 'x_forbidden'],
  ['markup', 418, '<html><head><title>Nope</title></head></html>', 'x_refused'],
  ['redirect', 302, '', 'x_answer_unreadable'],
];

describe('every known answer of X has its code', () => {
  test.each(table)('%s', (_name, status, body, expected) => {
    const translated = translateAnswer({ status, bodyText: body, rate: {}, changes: true });
    expect(translated.code).toBe(expected);
    expect(translated.message).not.toMatch(/\{\w+\}/);
    expect(translated.xBody).toBe(body);
    expect(translated.kind).toBe(status === 429 || status === 402 ? 'limited' : 'refused');
  });
});

test('shows the words of X that tell most', () => {
  const body = problem('invalid-request', {
    errors: [
      { parameters: {}, message: 'The `max_results` query parameter value [500] is not between 1 and 100' },
    ],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
  });
  const translated = translateAnswer({ status: 400, bodyText: body, rate: {}, changes: false });
  expect(translated.message).toContain('is not between 1 and 100');
});

test.each([500, 502, 503, 504])('a %d leaves a write uncertain and a read repeatable', (status) => {
  const write = translateAnswer({ status, bodyText: code(130, 'Over capacity.'), rate: {}, changes: true });
  expect([write.kind, write.code, write.retryable]).toEqual(['uncertain', 'x_outcome_unknown', false]);
  const read = translateAnswer({ status, bodyText: '<html>', rate: {}, changes: false });
  expect([read.kind, read.code, read.retryable]).toEqual(['failed', 'x_down', true]);
});

test('tells a used-up day from a used-up quarter hour and says how long to wait', () => {
  const window = (remaining: number, resetInMs: number) => ({
    limit: 15,
    remaining,
    resetSeconds: 0,
    resetInMs,
  });
  const told = (rate: RateSaid) => translateAnswer({ status: 429, bodyText: '', rate, changes: true });
  const quarter = told({ quarterHour: window(0, 60_000), userDay: window(3, 9_000_000) });
  expect([quarter.code, quarter.retryAfterMs, quarter.retryable]).toEqual(['x_rate_limited', 60_000, true]);
  const day = told({ quarterHour: window(4, 60_000), userDay: window(0, 9_000_000) });
  expect([day.code, day.retryAfterMs]).toEqual(['x_daily_limit', 9_000_000]);
  expect(told({}).retryAfterMs).toBe(900_000);
  expect(told({ minute: window(0, 20_000) }).retryAfterMs).toBe(20_000);
});

test('waiting does not bring credits or a monthly cap back', () => {
  const told = translateAnswer({ status: 402, bodyText: '', rate: {}, changes: true });
  expect([told.retryable, told.declaration.who]).toEqual([false, 'operator']);
});
