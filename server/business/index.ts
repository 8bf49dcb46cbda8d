export { type Business, type BusinessSystem, createBusiness } from './business.ts';
export { type CarrierDeps, createSlackCarrier } from './slack/carry.ts';
export { createSlack, type SlackOptions } from './slack/slack.ts';
export { SLACK } from './slack/types.ts';
export { createMail, type ListenerSettings, type Mail } from './mail/index.ts';
