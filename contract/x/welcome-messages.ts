import type { XLegacyApp, XMessageData } from './webhooks.ts';

/** A welcome message of v1.1: a template, shown to whoever opens a conversation with its owner. */
export type XWelcomeMessage = {
  id: string;
  created_timestamp: string;
  message_data: XMessageData;
  source_app_id?: string;
  name?: string;
};

/** `new`, `update` and `show`; the name also stands beside the message. */
export type XWelcomeMessageAnswer = {
  welcome_message: XWelcomeMessage;
  name?: string;
  apps?: Record<string, XLegacyApp>;
};
export type XWelcomeMessageList = {
  welcome_messages: XWelcomeMessage[];
  apps?: Record<string, XLegacyApp>;
  next_cursor?: string;
};

/** Makes one welcome message the default. */
export type XWelcomeRule = { id: string; created_timestamp: string; welcome_message_id: string };
export type XWelcomeRuleAnswer = { welcome_message_rule: XWelcomeRule };
export type XWelcomeRuleList = { welcome_message_rules: XWelcomeRule[]; next_cursor?: string };
