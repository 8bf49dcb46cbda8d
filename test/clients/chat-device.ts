import {
  type ChatWithJuicebox,
  type CreateChatOptions,
  type Event,
  type PreparedConversationChange,
  type PublicKeyInput,
  type SigningKeyEntry,
  createChat,
} from '@xdevplatform/chat-xdk';
import { Client } from '@xdevplatform/xdk';
import type { Simulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';

const scopes = ['dm.read', 'dm.write', 'tweet.read', 'users.read', 'media.write'];

/** Secrets behind a PIN, as the realms of Juicebox keep them, in memory. */
class MemoryRealms {
  readonly secrets = new Map<string, Uint8Array>();
  readonly module = {
    Configuration: class {},
    Client: this.#client(),
  };

  #client() {
    const { secrets } = this;
    return class {
      async register(pin: Uint8Array, secret: Uint8Array): Promise<void> {
        secrets.set(Buffer.from(pin).toString(), Uint8Array.from(secret));
      }
      async recover(pin: Uint8Array): Promise<Uint8Array> {
        const secret = secrets.get(Buffer.from(pin).toString());
        if (!secret) throw Object.assign(new Error('wrong PIN'), { reason: 0 });
        return Uint8Array.from(secret);
      }
    };
  }
}

/** The realms of one person, which outlive a device. */
export type Realms = MemoryRealms;
export const createRealms = (): Realms => new MemoryRealms();

export interface Device {
  user: SimUser;
  x: Client;
  chat: ChatWithJuicebox;
  version: string;
  /** What the local X says of others, as the encryption wants it. */
  keysOf(...users: SimUser[]): Promise<PublicKeyInput[]>;
  signersOf(...users: SimUser[]): Promise<SigningKeyEntry[]>;
  /** All of a conversation as the API has it, decrypted. */
  read(
    conversationId: string,
    people: SimUser[],
  ): Promise<{ events: Event[]; errors: string[]; encoded: string[] }>;
  /** Encrypts with the newest key that `read` has found, sends, and answers the event that X made of it. */
  write(conversationId: string, text: string, more?: object): Promise<Event>;
  begin(other: SimUser): Promise<PreparedConversationChange>;
}

/** A device of a user with both of X's libraries, unmodified, against the local X. */
export async function startDevice(
  simulator: Simulator,
  app: SimApp,
  user: SimUser,
  realms: Realms = createRealms(),
): Promise<Device> {
  const { access } = simulator.sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, Date.now());
  const x = new Client({ baseUrl: simulator.url, accessToken: access.token });
  // The library's own tests put the realms in through this option, which its types do not name.
  const options: CreateChatOptions & { juiceboxModule: object } = {
    juiceboxConfig: '{"realms":[]}',
    getAuthToken: async () => '',
    juiceboxModule: realms.module,
  };
  const chat = await createChat(options);
  const version = await unlockOrRegister(x, chat, user, realms);
  chat.setIdentity(user.id, version);
  chat.setCacheKeys(true);

  const recordsOf = async (users: SimUser[]) => {
    const lists = await Promise.all(
      users.map(async ({ id }) =>
        ((await x.users.getPublicKey(id)).data ?? []).map((record) => ({ ...record, userId: id })),
      ),
    );
    return lists.flat();
  };

  const device: Device = {
    user,
    x,
    chat,
    version,
    keysOf: async (...users) =>
      (await recordsOf(users)).map(({ userId, publicKey, publicKeyVersion }) => ({
        userId,
        publicKey: String(publicKey),
        keyVersion: String(publicKeyVersion),
      })),
    signersOf: async (...users) =>
      (await recordsOf(users)).map((record) => ({
        userId: record.userId,
        publicKeyVersion: String(record.publicKeyVersion),
        publicKey: String(record.signingPublicKey),
        identityPublicKey: String(record.publicKey),
        identityPublicKeySignature: String(record.identityPublicKeySignature),
      })),
    async read(conversationId, people) {
      chat.setSigningKeys(await device.signersOf(...people));
      const encoded: string[] = [];
      let paginationToken: string | undefined;
      do {
        const page = await x.chat.getConversationEvents(conversationId.replace(':', '-'), {
          maxResults: 2,
          ...(paginationToken === undefined ? {} : { paginationToken }),
        });
        encoded.push(...(page.meta?.conversationKeyEvents ?? []));
        encoded.push(...(page.data ?? []).map(({ encodedEvent }) => String(encodedEvent)));
        paginationToken = page.meta?.nextToken;
      } while (paginationToken !== undefined);
      const { messages, errors } = chat.decryptEvents(encoded);
      return {
        events: messages.map(({ event, originalB64 }) => ({ ...event, original: originalB64 })),
        errors: Object.values(errors),
        encoded,
      };
    },
    async write(conversationId, text, more = {}) {
      const payload = chat.encryptMessage({ conversationId, text, ...more });
      const sent = await x.chat.sendMessage(conversationId.replace(':', '-'), {
        messageId: payload.messageId,
        encodedMessageCreateEvent: payload.encryptedContent,
        encodedMessageEventSignature: payload.encodedEventSignature,
      });
      chat.setSigningKeys(await device.signersOf(user));
      return chat.decryptEvent(String(sent.data?.encodedMessageEvent));
    },
    async begin(other) {
      const prepared = chat.prepareConversationKeyChange({ publicKeys: await device.keysOf(user, other) });
      await x.chat.addConversationKeys(other.id, changeBody(prepared));
      return prepared;
    },
  };
  return device;
}

async function unlockOrRegister(
  x: Client,
  chat: ChatWithJuicebox,
  user: SimUser,
  realms: Realms,
): Promise<string> {
  const pin = '2580';
  if (realms.secrets.size > 0) {
    await chat.unlock(pin);
    const records = (await x.users.getPublicKey(user.id)).data ?? [];
    const own = records.find(({ publicKey }) => chat.matchesRegisteredKey(String(publicKey)));
    return String(own?.publicKeyVersion);
  }
  const { publicKey, version, generateVersion } = chat.generateKeypairs();
  const registered = await x.chat.addUserPublicKey(user.id, {
    publicKey,
    version: String(version),
    generateVersion,
  });
  chat.updateConfig(JSON.stringify(registered.data?.juiceboxConfig));
  await chat.setup(pin);
  return String(registered.data?.publicKeyVersion);
}

/** A prepared change as the body of a request, as https://docs.x.com/xchat/getting-started maps it. */
export function changeBody(prepared: PreparedConversationChange) {
  return {
    conversationKeyVersion: prepared.conversationKeyVersion,
    conversationParticipantKeys: prepared.participantKeys.map((key) => ({
      userId: key.userId,
      encryptedConversationKey: key.encryptedKey,
      publicKeyVersion: key.publicKeyVersion,
    })),
    actionSignatures: actionSignatures(prepared.actionSignatures),
  };
}

export function actionSignatures(given: PreparedConversationChange['actionSignatures']) {
  return given.map((one) => ({
    messageId: one.messageId,
    encodedMessageEventDetail: one.encodedMessageEventDetail,
    ...(one.signaturePayload === undefined ? {} : { signaturePayload: one.signaturePayload }),
    messageEventSignature: {
      signature: one.signature,
      signatureVersion: one.signatureVersion,
      publicKeyVersion: one.publicKeyVersion,
    },
  }));
}
