import type { FastifyInstance } from 'fastify';
import {
  FaultInput,
  type FaultList,
  FaultSeedInput,
  StreamDisconnectInput,
} from '../../contract/control/faults.ts';
import type { Delivery } from '../events/delivery.ts';

/** `/_control/faults` and `/_control/stream/disconnect`. */
export function registerFaultControl(control: FastifyInstance, delivery: Delivery): void {
  const { faults } = delivery;
  const list = (): FaultList => ({ seed: faults.random.seed, faults: faults.list() });

  control.get('/faults', async () => list());

  control.post<{ Body: FaultInput }>('/faults', { schema: { body: FaultInput } }, async (request, reply) =>
    reply.code(201).send(faults.add(request.body)),
  );

  control.delete('/faults', async () => {
    faults.clear();
    return list();
  });

  control.delete<{ Params: { id: string } }>('/faults/:id', async (request, reply) => {
    if (!faults.remove(request.params.id))
      return reply.code(404).send({ error: `no fault ${request.params.id}` });
    return list();
  });

  control.put<{ Body: { seed: number } }>(
    '/faults/seed',
    { schema: { body: FaultSeedInput } },
    async (request) => {
      faults.random.reseed(request.body.seed);
      return list();
    },
  );

  control.post<{ Body: StreamDisconnectInput }>(
    '/stream/disconnect',
    { schema: { body: StreamDisconnectInput } },
    async ({ body }) => ({
      disconnected: delivery.streams.disconnect(body.how, body.appId, 'api.twitter.com'),
    }),
  );
}
