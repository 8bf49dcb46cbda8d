import { declareErrors } from './declare.ts';

/** What X, or the way to X, answers. `{said}` is X's own words, empty or beginning with a space. */
export const xErrors = declareErrors({
  // Nothing reached X, or nobody knows what it did.
  x_unreachable: {
    status: 502,
    who: 'time',
    sentence: 'X could not be reached; nothing was sent.',
  },
  x_outcome_unknown: {
    status: 502,
    who: 'time',
    sentence:
      'X did not answer in a way that says whether it acted. This is looked up before anything is repeated.',
  },
  x_down: { status: 502, who: 'time', sentence: 'X has a fault at the moment; it is tried again.{said}' },
  x_answer_unreadable: {
    status: 502,
    who: 'us',
    sentence: 'X answered something that Rookery cannot read (status {status}).',
  },

  // Limits and money.
  x_limit_reached: {
    status: 429,
    who: 'time',
    sentence: 'The calls that X allows for this are used up for now; it goes on when the window ends.',
  },
  x_rate_limited: { status: 429, who: 'time', sentence: 'X asks to wait: too many calls in this window.' },
  x_daily_limit: { status: 429, who: 'time', sentence: 'X asks to wait: the limit for 24 hours is reached.' },
  x_usage_capped: {
    status: 429,
    who: 'operator',
    sentence:
      'The usage cap of your X developer account is reached.{said} Raise it in the developer console, or wait until the period ends.',
  },
  x_credits_depleted: {
    status: 402,
    who: 'operator',
    sentence: 'Your X developer account has no credits left. Add credits in the developer console.',
  },

  // Keys, tokens, permissions.
  x_not_authenticated: {
    status: 502,
    who: 'operator',
    sentence:
      'X does not accept the credentials.{said} Check the API key and secret, then reconnect the account.',
  },
  x_token_invalid: {
    status: 502,
    who: 'operator',
    sentence: 'X no longer accepts this account’s sign-in. Reconnect the account.',
  },
  x_grant_invalid: {
    status: 502,
    who: 'operator',
    sentence: 'X does not accept the sign-in code or the refresh token.{said} Sign in with X again.',
  },
  x_client_invalid: {
    status: 502,
    who: 'operator',
    sentence: 'X does not know this OAuth 2.0 client. Check the client id and client secret.',
  },
  x_clock_off: {
    status: 502,
    who: 'operator',
    sentence: 'X finds the time of the request too far off. Set this machine’s clock.',
  },
  x_app_suspended: {
    status: 502,
    who: 'operator',
    sentence: 'X has suspended this developer app, or does not know it.',
  },
  x_app_not_allowed: {
    status: 502,
    who: 'operator',
    sentence:
      'X does not let this developer app do that.{said} Check the app’s project and access in the developer console.',
  },
  x_no_engagement_contract: {
    status: 502,
    who: 'operator',
    sentence:
      'X does not let this developer app use the Engagement API, which takes a contract with X. Choose the analytics for everyone as the source, or an account of an app that has one.',
  },
  x_access_level: {
    status: 502,
    who: 'operator',
    sentence: 'The access level of your X developer account does not include this.',
  },
  x_write_not_allowed: {
    status: 502,
    who: 'operator',
    sentence:
      'The app may only read. Set its permission to read, write and direct messages, then reconnect the account.',
  },
  x_dm_permission_missing: {
    status: 502,
    who: 'operator',
    sentence:
      'The app may not touch direct messages. Set its permission to read, write and direct messages, then reconnect the account.',
  },
  x_forbidden: {
    status: 502,
    who: 'operator',
    sentence:
      'X refused this.{said} The sign-in may lack a permission: check the app’s permission and reconnect the account.',
  },
  x_authentication_kind: {
    status: 502,
    who: 'us',
    sentence: 'X does not take this kind of sign-in for this call.',
  },
  x_callback_not_approved: {
    status: 502,
    who: 'operator',
    sentence:
      'X does not know the callback URL. Enter exactly the callback URL shown here in the app’s settings at X.',
  },

  // Accounts and people at X.
  x_account_locked: {
    status: 502,
    who: 'operator',
    sentence: 'X has locked this account for the moment. Sign in at x.com and unlock it.',
  },
  x_account_suspended: { status: 502, who: 'operator', sentence: 'X has suspended this account.' },
  x_flagged_as_automated: {
    status: 502,
    who: 'operator',
    sentence:
      'X thinks that this was automated and stopped it. Wait, vary the text, and label the account as automated if programs answer from it.',
  },
  x_user_not_found: { status: 404, who: 'caller', sentence: 'X does not know this user (any more).' },
  x_user_suspended: { status: 409, who: 'caller', sentence: 'X has suspended this user.' },

  // Direct messages and media.
  x_recipient_closed: {
    status: 409,
    who: 'caller',
    sentence:
      'This person does not take direct messages from this account. They must follow it, write first, or open their messages.',
  },
  x_dms_not_open: {
    status: 502,
    who: 'operator',
    sentence: 'The account must allow direct messages from everyone: change it in the privacy settings at X.',
  },
  x_dm_not_sent: { status: 409, who: 'caller', sentence: 'X did not send the message.{said}' },
  x_text_too_long: {
    status: 400,
    who: 'caller',
    sentence: 'The text is longer than X allows in a direct message.',
  },
  x_media_refused: { status: 400, who: 'caller', sentence: 'X refused the attachment.{said}' },

  // Posts.
  x_reply_not_summoned: {
    status: 409,
    who: 'caller',
    sentence:
      'X lets this app answer only posts that name the account or quote it; this one does not, or no longer.',
  },
  x_reply_restricted: {
    status: 409,
    who: 'caller',
    sentence: 'The author of the conversation limited who may answer, and this account is not among them.',
  },
  x_post_gone: {
    status: 409,
    who: 'caller',
    sentence: 'The post was deleted, or X does not show it to this account: it cannot be answered.',
  },
  x_post_duplicate: {
    status: 409,
    who: 'caller',
    sentence: 'X does not take the same words twice for the same post. Change the text.',
  },
  x_post_too_long: {
    status: 400,
    who: 'caller',
    sentence: 'The text is longer than X allows in a post of this account.',
  },

  // Webhooks and subscriptions.
  x_webhook_crc_failed: {
    status: 502,
    who: 'operator',
    sentence:
      'X called the webhook URL and got no right answer. The address must be public, answer within 3 seconds, and the API secret must be that of this app.',
  },
  x_webhook_url_refused: {
    status: 502,
    who: 'operator',
    sentence:
      'X does not take this webhook URL. It must begin with https://, without a port, and be at most 200 characters long.',
  },
  x_webhook_exists: { status: 409, who: 'us', sentence: 'X already has a webhook with this URL.' },
  x_webhook_limit: {
    status: 502,
    who: 'operator',
    sentence: 'X allows no more webhooks for this app. Remove one that is no longer used.',
  },
  x_webhook_unknown: {
    status: 404,
    who: 'us',
    sentence: 'X no longer knows this webhook. It has to be registered again.',
  },
  x_subscription_exists: { status: 409, who: 'us', sentence: 'X already has this subscription.' },
  x_subscription_limit: {
    status: 502,
    who: 'operator',
    sentence: 'X allows no more subscriptions for this app.',
  },
  x_subscription_unknown: { status: 404, who: 'us', sentence: 'X does not know this subscription.' },
  x_subscription_not_allowed: {
    status: 502,
    who: 'operator',
    sentence: 'X does not let this app receive this account’s events. Reconnect the account.',
  },
  x_replay_refused: { status: 409, who: 'us', sentence: 'X refused the replay.{said}' },

  // The rest.
  x_invalid_request: { status: 502, who: 'us', sentence: 'X did not understand the request.{said}' },
  x_not_found: { status: 404, who: 'us', sentence: 'X has nothing at this address, or it was removed.' },
  x_conflict: { status: 409, who: 'us', sentence: 'X says that this clashes with something else.{said}' },
  x_refused: { status: 502, who: 'us', sentence: 'X refused the request (status {status}).{said}' },
});
