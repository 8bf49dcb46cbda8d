import type { FastifyInstance } from 'fastify';
import { ControlError, controlRoute } from '../control/control-route.ts';

/** `/_control/ca.pem`: what clients must trust before they believe the TLS listener. */
export function controlAuthority(app: FastifyInstance, ca: () => string | undefined): void {
  controlRoute(app, {
    method: 'GET',
    url: '/ca.pem',
    handle: ({ reply }) => {
      const pem = ca();
      if (pem === undefined)
        throw new ControlError(404, 'there is no TLS listener: start with --tls-port or --proxy-port');
      return reply.header('content-type', 'application/x-pem-file').send(pem);
    },
  });
}
