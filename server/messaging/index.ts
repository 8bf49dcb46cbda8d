export { createFiles, fileAddresses, type FilesDeps } from './attachments/files.ts';
export { createMessaging, type Messaging, type MessagingOptions } from './messaging.ts';
export { openApiDocument } from './openapi/document.ts';
export type { GivenKeys, HandleDoor } from './parts.ts';
export { createWebhookPorts } from './told/ports.ts';
export { createProgramsFirst, type ProgramsFirst } from './switchboard/programs-first.ts';
export { countStopped, listWorkspacesStopped } from './switchboard/stopped-store.ts';
export { addControlRoutes } from './switchboard/desk-routes.ts';
