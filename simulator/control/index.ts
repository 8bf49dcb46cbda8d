import type { FastifyInstance } from 'fastify';
import type { Sim } from '../sim.ts';
import { controlApps } from './apps.ts';
import { controlChat } from './chat.ts';
import { controlChatGroups } from './chat-groups.ts';
import { answerControlError, onlyFromHere } from './control-route.ts';
import { controlConversations } from './conversations.ts';
import { controlDump } from './dump.ts';
import { controlEngagement } from './engagement.ts';
import { controlFollows } from './follows.ts';
import { controlIssuedTokens } from './issued-tokens.ts';
import { controlMedia } from './media.ts';
import { controlMessages } from './messages.ts';
import { controlPosts } from './posts.ts';
import { controlRequests } from './requests.ts';
import { controlRunning } from './running.ts';
import { controlScenarios } from './scenarios.ts';
import { controlSeed } from './seed.ts';
import { controlStanding } from './standing.ts';
import { controlThreads } from './threads.ts';
import { controlTokens } from './tokens.ts';
import { controlUsers } from './users.ts';

/** The control API, under `/_control`: for tests, the console and the page. See docs/simulator.md. */
export function registerControl(app: FastifyInstance, sim: Sim): void {
  app.addHook('onRequest', onlyFromHere);
  app.setErrorHandler(answerControlError);
  // Many programs name a type also when they send nothing.
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parse(request, body.toString(), done),
  );
  controlApps(app, sim);
  controlTokens(app, sim);
  controlIssuedTokens(app, sim);
  controlUsers(app, sim);
  controlFollows(app, sim);
  controlMessages(app, sim);
  controlConversations(app, sim);
  controlThreads(app, sim);
  controlMedia(app, sim);
  controlPosts(app, sim);
  controlEngagement(app, sim);
  controlChat(app, sim);
  controlChatGroups(app, sim);
  controlSeed(app, sim);
  controlScenarios(app, sim);
  controlRunning(app, sim);
  controlRequests(app, sim);
  controlStanding(app, sim);
  controlDump(app, sim);
}
