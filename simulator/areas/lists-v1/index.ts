import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerListsOfUsers } from './lists-of-users.ts';
import { registerListManagementV1 } from './manage.ts';
import { registerListPeople } from './people.ts';

/** Lists of v1.1. */
export function registerListsV1(app: FastifyInstance, sim: Sim): void {
  registerListManagementV1(app, sim);
  registerListPeople(app, sim);
  registerListsOfUsers(app, sim);
}
