import { writeFileSync } from 'node:fs';
import { apiRoutes, type RouteDescriptor } from '../contract/api/index.ts';

const FILE = new URL('../docs/api.md', import.meta.url);

const HEAD = `# Our own API

The browser uses it, and so can programs. Make a key in *Settings → API keys* and send it with each request:

\`\`\`sh
curl -H 'Authorization: Bearer rk_…' 'http://127.0.0.1:3100/api/inbox?view=all'
curl -H 'Authorization: Bearer rk_…' -H 'Content-Type: application/json' \\
  -d '{"text":"Hello!","idempotencyKey":"order-4711-hello"}' \\
  http://127.0.0.1:3100/api/conversations/<id>/messages
\`\`\`

A key has a role like a person. Bodies and answers are JSON; their schemas stand in \`contract/api/\`, one file per resource, and every request is
checked against them. An error is \`{"error":{"code","message","requestId"}}\`; the codes are in [errors.md](errors.md). The same
\`idempotencyKey\` gives the same message, however often it is sent. Lists are paged: pass \`next\` back as \`cursor\`. \`GET /api/live\` is a stream of
server-sent events that say what changed; reconnect with \`Last-Event-ID\` and nothing is missed.

This page is written by \`bin/api-page.ts\`.

`;

/** The page as it should stand in docs/api.md. */
export function apiPage(): string {
  const groups = Map.groupBy(apiRoutes, ({ id }) => id.slice(0, id.indexOf('.')));
  const tables = [...groups].map(([group, routes]) => `## ${group}\n\n${tableOf(routes)}\n`);
  return `${HEAD}${tables.join('\n')}`;
}

function tableOf(routes: readonly RouteDescriptor[]): string {
  const rows = routes.map(
    ({ method, path, access, summary }) =>
      `| \`${method} ${path}\` | ${access} | ${summary.replaceAll('|', '\\|')} |`,
  );
  return ['| route | who | what |', '|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) writeFileSync(FILE, apiPage());
