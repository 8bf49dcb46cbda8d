import { clientOperations, deviceOperations, userOperations } from '../../../contract/sunshine/users.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { newId } from '../../base/index.ts';
import { forgetProfile, isOptedOut, listConversationsOfCustomer } from '../../conversations/index.ts';
import { actorOf } from '../http/authenticate.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { pageThrough } from '../http/pages.ts';
import type { MessagingParts } from '../parts.ts';
import { presentClient, presentUser } from './present.ts';
import { clearUser, deleteUser, insertUser, listKeptByEmail, mergeUser } from './store.ts';
import type { KeptUser } from './user.ts';
import { checkMetadata, getUser, listUsers } from './users.ts';

const MOST_CLIENTS = 100;

/** Users, their clients and their devices. */
export function addUserOperations(serve: Serve, parts: MessagingParts): void {
  const { clock } = parts;

  serve(userOperations.create, async ({ db, body }) => {
    checkMetadata(body.metadata, 'User');
    const now = clock.now();
    const kept: KeptUser = {
      id: newId(),
      externalId: body.externalId,
      profile: withoutNull(body.profile ?? {}),
      metadata: withoutNull(body.metadata ?? {}),
      signedUpAt: body.signedUpAt === undefined ? null : new Date(body.signedUpAt),
      createdAt: now,
    };
    const inserted = await db.transaction((tx) => insertUser(tx, kept));
    if (!inserted) throw new SunshineError(sunshineErrors.user_exists);
    return { user: presentUser({ id: kept.id, kept, customer: null }) };
  });

  serve(userOperations.list, async ({ db, filter }) => {
    const kept = await listKeptByEmail(db, filter['identities.email']);
    const users = await listUsers(
      db,
      kept.map((one) => one.id),
    );
    return { users: [...users.values()].map(presentUser) };
  });

  serve(userOperations.get, async ({ db, params }) => ({
    user: presentUser(await getUser(db, params['userIdOrExternalId'] ?? '')),
  }));

  serve(userOperations.update, async ({ db, params, body }) => {
    const user = await getUser(db, params['userIdOrExternalId'] ?? '');
    const kept = await db.transaction(async (tx) => {
      const merged = await mergeUser(
        tx,
        user.id,
        {
          profile: given(body.profile ?? {}),
          metadata: body.metadata ?? {},
          ...(body.signedUpAt === undefined ? {} : { signedUpAt: new Date(body.signedUpAt) }),
        },
        clock.now(),
      );
      checkMetadata(merged.metadata, 'User');
      return merged;
    });
    return { user: presentUser({ ...user, kept }) };
  });

  serve(userOperations.remove, async ({ db, params, program }) => {
    const user = await getUser(db, params['userIdOrExternalId'] ?? '');
    if (user.customer) await parts.eraseCustomer(db, user.customer.id, actorOf(program));
    await db.transaction((tx) => deleteUser(tx, user.id));
    return {};
  });

  serve(userOperations.removePersonal, async ({ db, params }) => {
    const user = await getUser(db, params['userIdOrExternalId'] ?? '');
    await db.transaction(async (tx) => {
      await clearUser(tx, user.id, clock.now());
      if (!user.customer) return;
      await forgetProfile(tx, user.customer.id);
      parts.log.append(tx, [
        { kind: 'customer.changed', key: user.customer.id, body: { customerId: user.customer.id } },
      ]);
    });
    return { user: presentUser(await getUser(db, user.id)) };
  });

  serve(userOperations.sync, async () => {
    throw new SunshineError(sunshineErrors.user_not_found);
  });

  serve(clientOperations.create, async ({ db, params }) => {
    await getUser(db, params['userIdOrExternalId'] ?? '');
    throw new SunshineError(sunshineErrors.integration_not_found);
  });

  serve(clientOperations.list, async ({ db, params, page, listUrl }) => {
    const { customer } = await getUser(db, params['userIdOrExternalId'] ?? '');
    if (!customer) return { clients: [], meta: { hasMore: false }, links: {} };
    const isBlocked = await isOptedOut(db, customer.id);
    const threads = (await listConversationsOfCustomer(db, customer.id)).filter(
      (one) => one.groupId === null,
    );
    const clients = threads
      .slice(0, MOST_CLIENTS)
      .map((thread) => presentClient(customer, thread, isBlocked))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const { items, meta, links } = pageThrough(clients, page, listUrl);
    return { clients: items, meta, links };
  });

  serve(clientOperations.remove, async ({ db, params }) => {
    const { customer } = await getUser(db, params['userIdOrExternalId'] ?? '');
    const threads = customer ? await listConversationsOfCustomer(db, customer.id) : [];
    const known = threads.some(
      (thread) => customer && presentClient(customer, thread, false).id === params['clientId'],
    );
    if (!known) throw new SunshineError(sunshineErrors.client_not_found);
    throw badRequest("Cannot remove a client of type 'twitter'");
  });

  serve(deviceOperations.list, async ({ db, params }) => {
    await getUser(db, params['userIdOrExternalId'] ?? '');
    return { devices: [] };
  });

  serve(deviceOperations.get, async ({ db, params }) => {
    await getUser(db, params['userIdOrExternalId'] ?? '');
    throw new SunshineError(sunshineErrors.device_not_found);
  });
}

/** Nothing is kept under null. */
function withoutNull<V>(values: Readonly<Record<string, V | null>>): Record<string, V> {
  const kept: Record<string, V> = {};
  for (const [key, value] of Object.entries(values))
    if (value !== null && value !== undefined) kept[key] = value;
  return kept;
}

function given(values: Readonly<Record<string, string | null | undefined>>): Record<string, string | null> {
  const named: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) named[key] = value;
  return named;
}
