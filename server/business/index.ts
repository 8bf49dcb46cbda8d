export { type Business, type BusinessSystem, createBusiness } from './business.ts';
export { createMail, type ListenerSettings, type Mail } from './mail/index.ts';
