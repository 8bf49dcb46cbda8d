import type { FastifyInstance } from 'fastify';
import type { XWelcomeRule } from '../../../contract/x/welcome-messages.ts';
import { jsonBody } from '../../core/body.ts';
import { v1Error } from '../../core/errors.ts';
import type { V1UserCall } from '../../core/v1-route.ts';
import type { Sim } from '../../sim.ts';
import type { WelcomeRule } from '../../state/welcome-messages.ts';
import { readJson } from './json.ts';
import { pageOf } from './page.ts';
import { parameter, v1Route } from './v1-route.ts';
import { mustBeOpen, ownWelcome } from './welcome-messages.ts';

/**
 * `welcome_messages/rules/…`: which welcome message is the default. An account has one rule; the old one goes first.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/welcome-messages/guides/setting-default-welcome-message
 */
export function registerWelcomeRules(app: FastifyInstance, sim: Sim): void {
  v1Route(app, sim, {
    method: 'POST',
    path: 'welcome_messages/rules/new',
    handle: (call) => {
      mustBeOpen(call);
      const id = readJson(jsonBody(call.request)).object('welcome_message_rule').id('welcome_message_id');
      const message = ownWelcome(sim, call, id);
      if (sim.welcomeMessages.ruleOf(call.user.id))
        throw v1Error(403, 214, 'Owner already has a welcome message rule.');
      return answer(sim.welcomeMessages.createRule(call.user.id, message.id));
    },
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'welcome_messages/rules/show',
    handle: (call) => answer(ownRule(sim, call)),
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'welcome_messages/rules/list',
    handle: (call) => {
      const rule = sim.welcomeMessages.ruleOf(call.user.id);
      const { page, next } = pageOf(call, 'rules', rule ? [rule] : []);
      return {
        welcome_message_rules: page.map(present),
        ...next,
      };
    },
  });

  v1Route(app, sim, {
    method: 'DELETE',
    path: 'welcome_messages/rules/destroy',
    handle: (call) => {
      sim.welcomeMessages.removeRule(ownRule(sim, call).id);
      call.reply.code(204);
    },
  });
}

function ownRule(sim: Sim, call: V1UserCall): WelcomeRule {
  const rule = sim.welcomeMessages.findRule(parameter(call, 'id'));
  if (rule?.ownerId !== call.user.id) throw v1Error(404, 34, 'Sorry, that page does not exist.');
  return rule;
}

function present({ id, createdAt, welcomeMessageId }: WelcomeRule): XWelcomeRule {
  return { id, created_timestamp: String(createdAt), welcome_message_id: welcomeMessageId };
}

function answer(rule: WelcomeRule): { welcome_message_rule: XWelcomeRule } {
  return { welcome_message_rule: present(rule) };
}
