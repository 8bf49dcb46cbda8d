/** What an app in Slack needs to be ours, as Slack takes it: pasted, not typed. */
export function slackManifest(of: {
  readonly name: string;
  readonly eventsUrl: string;
  readonly commandUrl: string;
  readonly command: string;
}): string {
  return JSON.stringify(
    {
      display_information: { name: `Rookery ${of.name}`.slice(0, 35), description: 'Direct messages of X' },
      features: {
        bot_user: { display_name: 'Rookery', always_online: true },
        slash_commands: [
          {
            command: of.command,
            url: of.commandUrl,
            description: 'Answers a customer on X',
            usage_hint: '12 your answer',
            should_escape: true,
          },
        ],
      },
      oauth_config: {
        scopes: {
          bot: [
            'channels:history',
            'chat:write',
            'commands',
            'files:read',
            'groups:history',
            'users:read',
            'users:read.email',
          ],
        },
      },
      settings: {
        event_subscriptions: {
          request_url: of.eventsUrl,
          bot_events: ['message.channels', 'message.groups'],
        },
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    },
    undefined,
    2,
  );
}
