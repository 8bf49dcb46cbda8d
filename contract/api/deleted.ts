import { Type } from 'typebox';
import { Id, IdParams } from './common.ts';
import { route } from './route.ts';

export const deletedRoutes = {
  restore: route({
    id: 'deleted.restore',
    method: 'POST',
    path: '/api/setup/deleted/:id/restore',
    access: 'agent',
    summary:
      'Brings back what one deleted oneself of the set-up within the last 10 minutes: under its id, with all that went with it.',
    params: IdParams,
    response: Type.Object({ kind: Type.String(), id: Id }),
  }),
};
