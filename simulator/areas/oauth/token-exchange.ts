import { oauth2Error } from '../../core/errors.ts';
import type { Sim } from '../../sim.ts';
import type { PermissionLevel, SimApp } from '../../state/apps.ts';
import type { NewPair } from '../../state/tokens.ts';

// Everything here: https://docs.x.com/fundamentals/authentication/oauth-2-0/oauth-1-0a-token-exchange
export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const subjectType = 'urn:x:params:oauth:token-type:oauth1_token';

const reading = [
  'tweet.read',
  'users.read',
  'follows.read',
  'mute.read',
  'block.read',
  'list.read',
  'like.read',
  'timeline.read',
  'broadcast.read',
];
const writing = [
  'tweet.write',
  'tweet.moderate.write',
  'follows.write',
  'like.write',
  'list.write',
  'mute.write',
  'block.write',
  'media.write',
  'broadcast.write',
];
const granted: Record<PermissionLevel, string[]> = {
  read: reading,
  'read-write': [...reading, ...writing],
  'read-write-dm': [...reading, ...writing, 'dm.read', 'dm.write'],
};

/** What an OAuth 1.0a token is worth in OAuth 2.0: a pair of tokens for the same user, always one that refreshes. */
export function readExchange(sim: Sim, client: SimApp, fields: Record<string, string>): NewPair {
  const { subject_token: subject = '', oauth_token_secret: secret = '' } = fields;
  if (subject === '' || secret === '' || fields['subject_token_type'] !== subjectType)
    throw oauth2Error(400, 'invalid_request', 'Missing or invalid parameter for the token exchange.');
  const token = sim.tokens.access.find(subject);
  if (!token || token.appId !== client.id || token.secret !== secret)
    throw oauth2Error(400, 'invalid_grant', 'The OAuth 1.0a token was not accepted.');
  const most = [...granted[token.permission], 'offline.access'];
  const asked = (fields['scope'] ?? '').split(/\s+/).filter((scope) => scope !== '');
  if (!asked.every((scope) => most.includes(scope)))
    throw oauth2Error(400, 'invalid_scope', 'The scope exceeds what the OAuth 1.0a token grants.');
  const scopes = asked.length > 0 ? [...new Set([...asked, 'offline.access'])] : most;
  const family = familyOf(client, token.userId);
  // Exchanging again ends the pair that the last exchange gave.
  sim.tokens.revokeFamily(family);
  return { appId: client.id, userId: token.userId, scopes, family, withRefresh: true };
}

function familyOf(client: SimApp, userId: string): string {
  return `exchanged-${client.id}-${userId}`;
}
