import { expect, test } from 'vitest';
import { slackManifest } from './slack-manifest.ts';

test('the manifest holds our addresses, the command, and what Slack limits', () => {
  const manifest: unknown = JSON.parse(
    slackManifest({
      name: 'A very long name of a channel, indeed',
      eventsUrl: 'https://desk.example/e',
      commandUrl: 'https://desk.example/c',
      command: '/answer',
    }),
  );
  expect(manifest).toMatchObject({
    display_information: { name: expect.stringMatching(/^.{1,35}$/) },
    features: {
      slash_commands: [{ command: '/answer', url: 'https://desk.example/c', should_escape: true }],
    },
    oauth_config: { scopes: { bot: expect.arrayContaining(['chat:write', 'commands', 'channels:history']) } },
    settings: {
      event_subscriptions: {
        request_url: 'https://desk.example/e',
        bot_events: ['message.channels', 'message.groups'],
      },
    },
  });
});
