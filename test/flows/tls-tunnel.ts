import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import tls from 'node:tls';
import { makeCa, makeLeaf } from '../../simulator/hosts/certificates.ts';

export type Tunnel = {
  /** `https://localhost:…/webhook` */
  url: string;
  /** Makes this process trust the certificate until the tunnel is closed. */
  trust(): void;
  close(): void;
};

/** An https address, with a certificate of its own, for a server that speaks http. */
export const startTunnel = async (toPort: number): Promise<Tunnel> => {
  const ca = await makeCa();
  const { key, certificate: cert } = await makeLeaf(ca);
  const before = tls.getCACertificates('default');
  const server = tls.createServer({ key, cert }, (socket) => {
    const inner = connect(toPort, '127.0.0.1');
    for (const end of [socket, inner]) end.on('error', () => undefined);
    socket.pipe(inner).pipe(socket);
    socket.on('close', () => inner.destroy());
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A listening TCP server has an address with a port.
    url: `https://localhost:${(server.address() as AddressInfo).port}/webhook`,
    trust: () => tls.setDefaultCACertificates([...before, ca.certificate]),
    close() {
      tls.setDefaultCACertificates(before);
      server.close();
    },
  };
};
