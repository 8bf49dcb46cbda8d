import { declareErrors } from './declare.ts';

export const accountErrors = declareErrors({
  x_app_not_found: { status: 404, who: 'caller', sentence: 'There is no such X app.' },
  x_app_key_taken: {
    status: 409,
    who: 'caller',
    sentence: 'This API key is recorded already. One key belongs to one workspace and one app.',
  },
  x_app_secret_missing: {
    status: 409,
    who: 'operator',
    sentence: 'The API secret of this X app is missing. Enter it again.',
  },
  oauth2_not_set_up: {
    status: 409,
    who: 'caller',
    sentence: 'This X app has no OAuth 2.0 client. Enter its client id first, or sign in with OAuth 1.0a.',
  },
  local_x_not_running: {
    status: 409,
    who: 'operator',
    sentence:
      'There is no local X. Start it with `rookery simulator` and name its address in ROOKERY_LOCAL_X_URL.',
  },
  account_not_found: { status: 404, who: 'caller', sentence: 'There is no such account.' },
  x_user_connected_elsewhere: {
    status: 409,
    who: 'caller',
    sentence: '@{username} is connected already over {app}. Reconnect it there, or disconnect it first.',
  },
  account_not_connected: {
    status: 409,
    who: 'operator',
    sentence: 'The account is not signed in at X: {reason} Reconnect it.',
  },
  account_refreshing: {
    status: 503,
    who: 'time',
    sentence: 'The account’s sign-in is being renewed; this is tried again in a moment.',
  },
  account_not_shared: {
    status: 403,
    who: 'caller',
    sentence: 'This account is not shared with you to that extent. Ask one of its owners: {owners}.',
  },
  account_level_too_high: {
    status: 403,
    who: 'caller',
    sentence: 'Nobody can give or take more than they have themselves on an account.',
  },
  account_last_owner: {
    status: 409,
    who: 'caller',
    sentence: 'This is the last owner of the account. Make somebody else an owner first.',
  },
  account_moves_to_itself: {
    status: 400,
    who: 'caller',
    sentence: 'Choose another account to move the DataSets to.',
  },
  account_of_app: {
    status: 409,
    who: 'caller',
    sentence:
      'This account is an X app’s own; there is nobody who could sign in. Enter the app’s keys again.',
  },
});
