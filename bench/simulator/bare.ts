// The baseline: node:http alone, in a process of its own. It reads the body and gives the answer of a send.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.stringify({
  data: { dm_conversation_id: '944480690-906948460078698496', dm_event_id: '1582103724607971332' },
});
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(201, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': answer.length,
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  // A TCP server has an address of this form.
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port, pid: process.pid }));
});
process.on('SIGTERM', () => process.exit(0));
