export { createFiles, fileAddresses, type FilesDeps } from './attachments/files.ts';
export { createMessaging, type Messaging, type MessagingOptions } from './messaging.ts';
export type { GivenKeys, HandleDoor } from './parts.ts';
export { createWebhookPorts } from './told/ports.ts';
