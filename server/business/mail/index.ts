export { createMail, type Mail } from './mail.ts';
export type { ListenerSettings } from './types.ts';
