import { createPoster, type Poster } from '../../webhooks/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { BusinessSystem } from '../business.ts';
import { createChannels } from './channels.ts';
import { createCommands } from './commands.ts';
import { addDoor } from './door.ts';
import { createHeard } from './heard.ts';
import { addSlackRoutes } from './routes.ts';
import { SLACK, type SlackDeps } from './types.ts';

export type SlackOptions = SlackDeps & {
  /** Names of members by their id. */
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
};

/** Slack, and what speaks as it does. What is posted goes by the carrier of the same name. */
export function createSlack(options: SlackOptions): BusinessSystem {
  const poster: Poster = createPoster({ allowPrivate: options.allowPrivateUrls }, 8);
  const deps = { ...options, ask: poster.ask.bind(poster) };
  const heard = createHeard(deps);
  const commands = createCommands(deps);
  return {
    kind: SLACK,
    addRoutes: () => {
      addSlackRoutes(options, createChannels(deps));
      addDoor(options, { heard, commands });
    },
    start: () => Promise.resolve(),
    stop: async () => {
      await commands.stop();
      await heard.stop();
      poster.close();
    },
  };
}
