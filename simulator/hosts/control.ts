import type { FastifyInstance } from 'fastify';
import type { ControlDoors } from '../../contract/control/running.ts';
import { ControlError, controlRoute } from '../control/control-route.ts';
import type { Fronts } from './fronts.ts';

/** `/_control/doors`: the other addresses; `/ca.pem`: what clients must trust before they believe them. */
export function controlDoors(app: FastifyInstance, fronts: () => Omit<Fronts, 'close'> | undefined): void {
  controlRoute(app, {
    method: 'GET',
    url: '/doors',
    handle: (): ControlDoors => {
      const { tlsUrl, proxyUrl, caFile } = fronts() ?? {};
      return { tlsUrl: tlsUrl ?? null, proxyUrl: proxyUrl ?? null, caFile: caFile ?? null };
    },
  });
  controlRoute(app, {
    method: 'GET',
    url: '/ca.pem',
    handle: ({ reply }) => {
      const pem = fronts()?.ca;
      if (pem === undefined)
        throw new ControlError(404, 'there is no TLS listener: start with --tls-port or --proxy-port');
      return reply.header('content-type', 'application/x-pem-file').send(pem);
    },
  });
}
