import {
  type AppUserFields,
  type AppUserV1,
  appUserOperations,
  type NamedUser,
} from '../../../contract/sunshine/v1/app-users.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { actorOf } from '../http/authenticate.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import type { MessagingParts } from '../parts.ts';
import {
  changeUser,
  createUser,
  forgetUser,
  listClients,
  removeUser,
  type UserFields,
} from '../users/change.ts';
import { mergeUsers } from '../users/merge.ts';
import type { User } from '../users/user.ts';
import { getUser } from '../users/users.ts';
import { findOwn } from './conversation.ts';
import { presentAppUser } from './present.ts';

/** Users in the form of v1.1: flat, with their clients. */
export function addAppUsers(serve: Serve, parts: MessagingParts): void {
  serve(appUserOperations.create, async ({ db, body: { userId, ...fields } }) => ({
    appUser: await show(db, await createUser(parts, db, userId, fieldsOf(fields))),
  }));

  serve(appUserOperations.get, async ({ db, params }) => ({
    appUser: await show(db, await named(db, params)),
  }));

  serve(appUserOperations.update, async ({ db, params, body }) => ({
    appUser: await show(db, await changeUser(parts, db, await named(db, params), fieldsOf(body))),
  }));

  serve(appUserOperations.remove, async ({ db, params, program }) => {
    await removeUser(parts, db, await named(db, params), actorOf(program));
    return {};
  });

  for (const operation of [appUserOperations.removeProfile, appUserOperations.removePersonal] as const) {
    serve(operation, async ({ db, params }) => ({
      appUser: await show(db, await forgetUser(parts, db, await named(db, params))),
    }));
  }

  serve(appUserOperations.channels, async ({ db, params }) => {
    const { customer } = await named(db, params);
    return { channels: customer ? [{ type: 'twitter' as const, userId: customer.xUserId }] : [] };
  });

  serve(appUserOperations.businessSystems, async ({ db, params }) => {
    await named(db, params);
    return { businessSystems: [] };
  });

  serve(appUserOperations.unlink, async ({ db, params }) => {
    const { customer } = await named(db, params);
    if (!customer || params['channel'] !== 'twitter')
      throw new SunshineError(sunshineErrors.client_not_found);
    throw badRequest("Cannot remove a client of type 'twitter'");
  });

  serve(appUserOperations.merge, async ({ db, body }) => {
    const surviving = await meant(db, body.surviving, 'surviving');
    const discarded = await meant(db, body.discarded, 'discarded');
    return { appUser: await show(db, await mergeUsers(parts, db, surviving, discarded)) };
  });
}

async function show(db: WorkspaceDb, user: User): Promise<AppUserV1> {
  const [clients, own] = await Promise.all([listClients(db, user), findOwn(db, user)]);
  return presentAppUser(user, clients, own !== undefined);
}

function named(db: WorkspaceDb, params: Readonly<Record<string, string>>): Promise<User> {
  return getUser(db, params['userId'] ?? '');
}

/** @throws SunshineError 400 unless exactly one of the two ids is given; 404 when there is no such user. */
async function meant(db: WorkspaceDb, { _id, userId }: NamedUser, name: string): Promise<User> {
  const id = _id ?? userId;
  if (id === undefined || (_id !== undefined && userId !== undefined)) {
    throw badRequest(`Exactly one of _id and userId should be given for ${name}`);
  }
  const user = await getUser(db, id);
  // An id of ours under the name of theirs, or the other way round, is somebody else.
  if (_id === undefined ? user.kept?.externalId !== userId : user.id !== _id) {
    throw new SunshineError(sunshineErrors.user_not_found);
  }
  return user;
}

function fieldsOf({ signedUpAt, properties, ...profile }: AppUserFields): UserFields {
  const given: Record<string, string | null> = {};
  for (const [key, value] of Object.entries({
    givenName: profile.givenName,
    surname: profile.surname,
    email: profile.email,
    avatarUrl: profile.avatarUrl,
  })) {
    if (value !== undefined) given[key] = value === '' ? null : value;
  }
  return {
    profile: given,
    ...(signedUpAt === undefined ? {} : { signedUpAt }),
    ...(properties === undefined ? {} : { metadata: properties }),
  };
}
