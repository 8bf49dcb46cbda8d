import type { FastifyInstance } from 'fastify';
import type { XWelcomeMessage } from '../../../contract/x/welcome-messages.ts';
import { jsonBody } from '../../core/body.ts';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import type { V1UserCall } from '../../core/v1-route.ts';
import { presentMessageData } from '../../present/dm-v1.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { presentAppV1 } from '../../present/user.ts';
import { linkText } from '../../rules/message-text.ts';
import type { Sim } from '../../sim.ts';
import type { MessageContent } from '../../state/dms.ts';
import type { WelcomeMessage } from '../../state/welcome-messages.ts';
import { type Reader, readJson } from './json.ts';
import { readMessageData } from './message-data.ts';
import { pageOf } from './page.ts';
import { parameter, v1Route } from './v1-route.ts';

const maxCharacters = 9990;
const namePattern = /^[A-Za-z0-9\-_ #@]{1,100}$/;

/**
 * `welcome_messages/new`, `update`, `show`, `list` and `destroy`.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/welcome-messages/api-reference/new-welcome-message
 */
export function registerWelcomeMessages(app: FastifyInstance, sim: Sim): void {
  v1Route(app, sim, {
    method: 'POST',
    path: 'welcome_messages/new',
    handle: (call) => {
      mustBeOpen(call);
      const body = readJson(jsonBody(call.request));
      const given = body.object('welcome_message');
      const message = sim.welcomeMessages.create({
        ownerId: call.user.id,
        appId: call.caller.app.id,
        content: readContent(sim, given.object('message_data'), call.user.id),
        // X's samples have the name beside the message and within it.
        name: readName(given) ?? readName(body),
      });
      return answer(sim, call, message);
    },
  });

  v1Route(app, sim, {
    method: 'PUT',
    path: 'welcome_messages/update',
    handle: (call) => {
      const before = ownWelcome(sim, call, parameter(call, 'id'));
      const body = readJson(jsonBody(call.request));
      const given = body.has('welcome_message') ? body.object('welcome_message') : body;
      // What is not given is gone: updates replace the whole content.
      const content = readContent(sim, given.object('message_data'), call.user.id);
      const name = readName(given) ?? before.name;
      return answer(sim, call, sim.welcomeMessages.update({ ...before, content, name }));
    },
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'welcome_messages/show',
    handle: (call) => answer(sim, call, ownWelcome(sim, call, parameter(call, 'id'))),
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'welcome_messages/list',
    handle: (call) => {
      const messages = sim.welcomeMessages.listOf(call.user.id);
      const { page, next } = pageOf(call, 'welcome', messages);
      const apps = Object.assign({}, ...page.map((message) => appsOf(sim, message))) as JsonObject;
      return {
        welcome_messages: page.map((message) => present(sim, call, message)),
        apps,
        ...next,
      };
    },
  });

  v1Route(app, sim, {
    method: 'DELETE',
    path: 'welcome_messages/destroy',
    handle: (call) => {
      sim.welcomeMessages.remove(ownWelcome(sim, call, parameter(call, 'id')).id);
      call.reply.code(204);
    },
  });
}

/** A welcome message of the caller; others do not exist for them. */
export function ownWelcome(sim: Sim, call: V1UserCall, id: string): WelcomeMessage {
  const message = sim.welcomeMessages.find(id);
  if (message?.ownerId !== call.user.id) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return message;
}

/** https://developer.x.com/en/support/x-api/error-troubleshooting (code 214) */
export function mustBeOpen({ user }: V1UserCall): void {
  if (!user.dmOpen) throw v1Error(403, 214, 'Owner must allow dms from anyone.');
}

function readContent(sim: Sim, data: Reader, ownerId: string): MessageContent {
  const { text = '', ...content } = readMessageData(sim, data, ownerId, maxCharacters);
  return { ...content, ...linkText(text) };
}

function readName(of: Reader): string | undefined {
  const name = of.text('name');
  if (name !== undefined && !namePattern.test(name))
    throw v1Error(400, 214, `name: '${name.slice(0, 100)}' is not a valid name`);
  return name;
}

function answer(sim: Sim, call: V1UserCall, message: WelcomeMessage): JsonObject {
  return {
    welcome_message: present(sim, call, message),
    ...(message.name === undefined ? {} : { name: message.name }),
    apps: appsOf(sim, message),
  };
}

function present(sim: Sim, { request }: V1UserCall, message: WelcomeMessage): XWelcomeMessage {
  const { id, name, appId, content, createdAt } = message;
  return {
    id,
    created_timestamp: String(createdAt),
    message_data: presentMessageData(sim, { id, ...content }, mediaBaseFor(sim, request.headers.host)),
    source_app_id: appId,
    ...(name === undefined ? {} : { name }),
  };
}

function appsOf(sim: Sim, { appId }: WelcomeMessage): JsonObject {
  const app = sim.apps.find(appId);
  return app ? { [app.id]: presentAppV1(app) } : {};
}
