import { clientOperations, deviceOperations, userOperations } from '../../../contract/sunshine/users.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { actorOf } from '../http/authenticate.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { pageThrough } from '../http/pages.ts';
import type { MessagingParts } from '../parts.ts';
import { changeUser, createUser, forgetUser, listClients, removeUser } from './change.ts';
import { presentUser } from './present.ts';
import { listKeptByEmail } from './store.ts';
import { getUser, listUsers } from './users.ts';

/** Users, their clients and their devices. */
export function addUserOperations(serve: Serve, parts: MessagingParts): void {
  serve(userOperations.create, async ({ db, body: { externalId, ...fields } }) => ({
    user: presentUser(await createUser(parts, db, externalId, fields)),
  }));

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
    return { user: presentUser(await changeUser(parts, db, user, body)) };
  });

  serve(userOperations.remove, async ({ db, params, program }) => {
    await removeUser(parts, db, await getUser(db, params['userIdOrExternalId'] ?? ''), actorOf(program));
    return {};
  });

  serve(userOperations.removePersonal, async ({ db, params }) => ({
    user: presentUser(await forgetUser(parts, db, await getUser(db, params['userIdOrExternalId'] ?? ''))),
  }));

  serve(userOperations.sync, async () => {
    throw new SunshineError(sunshineErrors.user_not_found);
  });

  serve(clientOperations.create, async ({ db, params }) => {
    await getUser(db, params['userIdOrExternalId'] ?? '');
    throw new SunshineError(sunshineErrors.integration_not_found);
  });

  serve(clientOperations.list, async ({ db, params, page, listUrl }) => {
    const clients = await listClients(db, await getUser(db, params['userIdOrExternalId'] ?? ''));
    const { items, meta, links } = pageThrough(clients, page, listUrl);
    return { clients: items, meta, links };
  });

  serve(clientOperations.remove, async ({ db, params }) => {
    const clients = await listClients(db, await getUser(db, params['userIdOrExternalId'] ?? ''));
    if (!clients.some((one) => one.id === params['clientId'])) {
      throw new SunshineError(sunshineErrors.client_not_found);
    }
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
