import type { FastifyInstance } from 'fastify';
import { changeProfile } from '../../acts/profile.ts';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { isYes, v1UserRoute } from '../../core/v1-route.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import { countCharacters } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import { type SimUser, emailOf } from '../../state/users.ts';

const profileFields = [
  ['name', 50],
  ['url', 100],
  ['location', 30],
  ['description', 160],
] as const;

/** Whose token it is, and whether that user takes messages from everyone. */
export function registerAccountV1(app: FastifyInstance, sim: Sim): void {
  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/manage-account-settings/api-reference/get-account-verify_credentials
  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'account/verify_credentials',
    allow: { oauth1: 'read' },
    everyPlan: true,
    handle: ({ user, given }) => ({
      ...presentUserTo(sim, user, user),
      ...(isYes(given['include_email']) ? { email: emailOf(user) } : {}),
    }),
  });

  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'account/settings',
    allow: { oauth1: 'read' },
    handle: ({ user }) => settingsOf(user),
  });

  // Who may write to the user is a matter of messages, so it wants the permission for those.
  // https://blog.x.com/developer/en_us/a/2015/api-updates-for-direct-messages-rules
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'account/settings',
    allow: { oauth1: 'read-write-dm' },
    handle: ({ user, given }) => {
      const from = given['allow_dms_from'];
      if (from === undefined) return settingsOf(user);
      return settingsOf(sim.users.update(user.id, { dmOpen: from !== 'following' && from !== 'none' }));
    },
  });

  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/manage-account-settings/api-reference/post-account-update_profile
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'account/update_profile',
    allow: { oauth1: 'read-write' },
    handle: ({ user, given }) => {
      const changes: Partial<SimUser> = {};
      for (const [field, most] of profileFields) {
        const value = given[field];
        if (value === undefined) continue;
        if (countCharacters(value) > most)
          throw v1Error(
            403,
            120,
            `Account update failed: ${field} is too long (maximum is ${most} characters).`,
          );
        // A user always has a name.
        if (field !== 'name' || value.trim() !== '') changes[field] = value;
      }
      const after = changeProfile(sim, user, changes);
      return presentUserTo(sim, after, after);
    },
  });
}

function settingsOf(user: SimUser): JsonObject {
  return {
    protected: user.protected,
    screen_name: user.username,
    always_use_https: true,
    use_cookie_personalization: false,
    sleep_time: { enabled: false, end_time: null, start_time: null },
    geo_enabled: false,
    language: 'en',
    discoverable_by_email: true,
    discoverable_by_mobile_phone: false,
    display_sensitive_media: false,
    allow_contributor_request: 'all',
    allow_dms_from: user.dmOpen ? 'anyone' : 'following',
    allow_dm_groups_from: user.dmOpen ? 'anyone' : 'following',
    translator_type: 'none',
  };
}
