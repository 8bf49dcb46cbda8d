import { writeFileSync } from 'node:fs';
import { sunshineOperations } from '../contract/sunshine/index.ts';
import { sunshineV1Operations } from '../contract/sunshine/v1/index.ts';
import type { Operation } from '../contract/sunshine/operation.ts';

const FILE = new URL('../docs/api/sunshine.md', import.meta.url);

const HEAD = `# The Sunshine Conversations API

Programs that speak the Sunshine Conversations (Smooch) API, version 2 or 1.1, talk to Rookery unchanged: give them another base URL and a key. Their
channel of X direct messages is the same handle that the desk answers from.

## First message

1. *Settings → Programs* makes a key: an id such as \`app_…\` and a secret. The page shows the app id too.
2. Say something into a conversation:

\`\`\`sh
curl -u 'app_…:<secret>' -H 'Content-Type: application/json' \\
  -d '{"author":{"type":"business"},"content":{"type":"text","text":"Hello!"}}' \\
  http://127.0.0.1:3100/sc/v2/apps/<app id>/conversations/<conversation id>/messages
\`\`\`

3. Hear what people write: make an integration with a webhook in *Settings → Programs*, or a webhook alone in *Settings → Webhooks*.

[A first bot in ten lines](first-bot.md) goes on from there; [moving](moving.md) is for programs that exist already.

[sunshine.openapi.json](sunshine.openapi.json) describes it for tools (OpenAPI 3.1); a running Rookery serves it at \`/sc/openapi.json\`.
\`client/sunshine.ts\` is a typed client for programs in TypeScript: see [moving](moving.md).

The API is served at \`/\` and at \`/sc\`. A key signs by Basic (id and secret) or by a token (HS256, \`kid\` is the key's id, \`scope\` what the key is
for). Errors are \`{"errors":[{"code","title"}]}\`, in version 1.1 \`{"error":{"code","description"}}\`.

Version 1.1 is for clients such as smooch-core. Its operations are named as there; \`…\` in their paths stands for \`/v1.1/apps/:appId\` or just
\`/v1.1\`, since the key says which app is meant.

## What differs from the original, and why

- **Users.** Whoever writes to a handle is a user with a client of type \`twitter\`. \`raw\` holds X's profile in the names of its v1.1 API; \`id\` is
  among it only where a number of JSON holds it exactly, \`id_str\` always. A program cannot begin a conversation with somebody on X: only they can.
- **Strict clients** read every answer. A custom integration shows exactly one webhook: one without a webhook, as a program begins that came by
  OAuth, shows one without \`id\` and \`secret\`, with an empty \`target\` and no triggers. Of subtypes of authors \`AI\` is taken from programs.
  The character NUL, which no channel carries, is left out of what is posted, and half a pair of surrogates becomes U+FFFD.
- **Conversations** with people on X are permanent and cannot be deleted. Those that a program makes are kept for programs, and the desk does
  not show them. Groups of X are shown as \`sdkGroup\`; only X changes who is in them.
- **Messages** are delivered as far as the account can carry them: see [capabilities.md](capabilities.md). Forms and templates are refused with 400.
  A text that is longer than 4,096 characters is refused with 400 in both versions; a longer one of a customer is told and listed in parts, of
  which the last has the id of the message. A person who asked for no messages gets answers only, and is not shown that somebody writes (403
  otherwise); the wish itself asks for no answer. A \`buy\` without a currency is in dollars. \`Idempotency-Key\` as a header makes a repeated
  POST harmless.
- **Webhooks** keep the order of each conversation, and go on trying for a day. Beside \`X-API-Key\` there is a signature,
  \`X-Rookery-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" under the secret>\`. Users are whole where \`includeFullUser\` asks for that, else
  \`id\`, \`externalId\` and \`authenticated\`. \`conversation:create\`, in version 1.1 \`conversation:start\`, says in \`referral\` by what somebody came,
  where that is known: \`code\` is the name of a link of ours (\`details.source\` \`LINK\`), or X's id of a post (\`POST\`) or welcome message
  (\`WELCOME_MESSAGE\`). A failure's \`underlyingError\` is X's own error with a \`message\`.
- **Never told**, since nothing of X's direct messages is ever that: \`conversation:message:delivery:user\` (X does not say that something was
  read on a device), \`conversation:referral\` (by what somebody came is known when they begin), \`client:add\` and \`client:remove\` (nobody is linked or unlinked), \`user:update\` (nobody signs in,
  no language is detected), \`passthrough:messaging\`, the failures of the switchboard (its answers say so at once), and in version 1.1
  \`notification:*\`, \`link:*\` and \`payment:success\`. \`client:update\` tells that a customer asked for no messages (\`blocked\`) or took that
  back (\`unblocked\`). A user or conversation that is gone is named by its id alone. Of typing X says only that it begins. \`join\` and \`leave\`
  are told of groups that programs made.
- **Switchboard.** The desk is a switchboard integration of type \`rookery:desk\`. While another has control, what customers write is in the thread
  and asks nobody at the desk. Passed, offered or released to the desk, it opens work there: \`metadata\` becomes context variables, by which rules go.
  An agent who takes offered work accepts; one who closes it releases, with \`reason: "ticketClosed"\`; one may take over or hand back at any time.
  Without a seat for the desk, messages reach it whoever has control. \`messageHistoryCount\` is kept and shown; events carry no history, which
  ListMessages gives. See [bot-first.md](bot-first.md).
- **Programs that cannot be reached.** A program with control whose webhook is paused or not told of messages, or that has no key, loses the
  conversation to the desk when the customer writes, and customers who wait for it within seconds: \`switchboard:passControl\` says so. A
  switch in *Settings → Programs* turns that off.
- **Programs that talk on.** After 20 messages of programs that neither the customer nor an agent answered, or when two programs have answered each
  other three times, further ones are refused with 429 \`too_many_requests\` until one of these people writes. The desk shows it.
- **Version 1.1.** A user has one conversation: with the handle they last wrote to, or that of \`destination.integrationId\`. Who has none gets one
  that only programs know. The tier of an X account is a label: \`premium\` is shown where an environment is named, else \`enterprise\`. A merge
  moves a program's own user into another, and tells what of the metadata had no room in \`discardedMetadata\`; two people of X stay two. Buttons of type \`share\` are left out,
  and so is what \`override\` says for other channels. Webhooks of version 1.1 and of version 2 do not see each other.
- **OAuth.** *Settings → Programs* knows the programs that may ask: id, secret, and the addresses to which an answer may be led, compared
  letter by letter. \`/oauth/authorize\` asks a signed-in administrator; the token is one of the scope \`integration\`. A program has one token at
  a time. No \`removeUrl\` is called when it is taken out.
- **Bounds** are those of the original, 30,000 messages for a conversation among them (423 \`locked\`): they bind programs. People go on at the
  desk, and customers on X. What a receiver of webhooks asks for with \`Retry-After\` is given to it, up to an hour.

This page is written by \`bin/sunshine-page.ts\`.

`;

/** The page as it should stand in docs/api/sunshine.md. */
export function sunshinePage(): string {
  const tables = Object.entries({ ...sunshineOperations, ...sunshineV1Operations }).map(
    ([subject, operations]) => `## ${subject}\n\n${tableOf(operations)}\n`,
  );
  return `${HEAD}${tables.join('\n')}`;
}

function tableOf(operations: readonly Operation[]): string {
  const rows = operations.map(
    ({ id, method, path, scopes, summary, refused }) =>
      `| ${id} | \`${method} ${path.replace(/^\/v(2|1\.1)\/apps\/:appId(?=\/)/, '…')}\` | ${scopes.join(', ')} | ${refused ? `**Refused.** ${refused}` : summary} |`,
  );
  return ['| operation | route | keys | what |', '|---|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) writeFileSync(FILE, sunshinePage());
