export { createMessaging, type Messaging, type MessagingOptions } from './messaging.ts';
export type { GivenKeys, HandleDoor } from './parts.ts';
