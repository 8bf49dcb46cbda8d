import type { XMessageData } from './webhooks.ts';

/** A welcome message of v1.1: a template, shown to whoever opens a conversation with its owner. */
export type XWelcomeMessage = {
  id: string;
  created_timestamp: string;
  message_data: XMessageData;
  source_app_id?: string;
  name?: string;
};

/** Makes one welcome message the default. */
export type XWelcomeRule = { id: string; created_timestamp: string; welcome_message_id: string };
