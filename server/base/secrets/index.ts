export { type SecretPlace } from './envelope.ts';
export { addKeyToFile, dropOldKeys, type Keyring, keyringFromText, openKeyringFile } from './keyring.ts';
export { createSecrets, type Secrets } from './store.ts';
export { hashSecret, isSecret, newSecret, sameSecret } from './random-secret.ts';
