import type { ProgramIntegration, ProgramKey } from '../../../contract/api/index.ts';
import { call, type DeskPerson } from '../callers.ts';

/** Where the sample bot of `examples/bot` listens when nobody says otherwise. */
const BOT_TARGET = 'http://127.0.0.1:3900/';

interface Switchboard {
  readonly switchboard: { readonly id: string };
}
interface Seat {
  readonly switchboardIntegration: { readonly id: string };
}

/**
 * A bot that nobody has started yet, with its key, and a switchboard over which it hands conversations to the desk. It
 * is told of nothing but that until it runs: then it says itself what it wants to hear.
 */
export async function makePrograms(url: string, ada: DeskPerson): Promise<void> {
  const make = <T>(path: string, body: object) => ada.ask<T>('POST', `/api/programs/${path}`, body);
  const { integration } = await make<{ integration: ProgramIntegration }>('integrations', {
    name: 'Sample bot',
    target: BOT_TARGET,
    triggers: ['switchboard:passControl'],
  });
  const integrationId = integration.id;
  await make('keys', { name: 'Sample bot', scope: 'integration', integrationId });
  const shop = await make<{ key: ProgramKey; secret: string }>('keys', { name: 'Web shop', scope: 'app' });

  const { appId } = await ada.ask<{ appId: string }>('GET', '/api/programs/keys');
  const authorization = `Basic ${Buffer.from(`${shop.key.id}:${shop.secret}`).toString('base64')}`;
  const boards = `/sc/v2/apps/${appId}/switchboards`;
  const say = async <T>(method: string, path: string, body: object) =>
    (await call<T>(url, method, boards + path, body, { authorization })).answer;
  const { switchboard } = await say<Switchboard>('POST', '', {});
  const seat = (body: object) =>
    say<Seat>('POST', `/${switchboard.id}/switchboardIntegrations`, { deliverStandbyEvents: false, ...body });
  const bot = await seat({ name: 'bot', integrationId });
  await seat({ name: 'desk', integrationType: 'rookery:desk' });
  const first = { enabled: true, defaultSwitchboardIntegrationId: bot.switchboardIntegration.id };
  await say('PATCH', `/${switchboard.id}`, first);
}
