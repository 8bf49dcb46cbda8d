// A bot for direct messages: it greets with two choices, answers one itself, and gives the rest to the desk.
import { createServer } from 'node:http';

const { BASE_URL, APP_ID, INTEGRATION_ID, KEY_ID, KEY_SECRET, PORT = '3900' } = process.env;
const authorization = `Basic ${btoa(`${KEY_ID}:${KEY_SECRET}`)}`;
const answers = { HOURS: 'We roast from Monday to Friday, nine to five.', PERSON: 'One moment, please.' };
const reply = (text, payload) => ({ type: 'reply', text, payload });
const actions = [reply('Opening hours', 'HOURS'), reply('Talk to a person', 'PERSON')];

async function api(method, path, body, once = '') {
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': once };
  const url = `${BASE_URL}/v2/apps/${APP_ID}/${path}`;
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function hear({ id, type, payload }) {
  if (type !== 'conversation:message' || payload.message.author.type !== 'user') return;
  const thread = `conversations/${payload.conversation.id}`;
  const choice = payload.message.content.payload;
  if (choice === 'PERSON') await api('POST', `${thread}/passControl`, { switchboardIntegration: 'desk' });
  const text = answers[choice];
  const content = text ? { type: 'text', text } : { type: 'text', text: 'Hello! How can I help?', actions };
  await api('POST', `${thread}/messages`, { author: { type: 'business' }, content }, id);
}

const hooks = `integrations/${INTEGRATION_ID}/webhooks`;
const { id, secret } = (await api('GET', hooks)).webhooks[0];
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  if (request.headers['x-api-key'] !== secret) return response.writeHead(401).end();
  const told = Promise.all(JSON.parse(body).events.map(hear)).then(() => 200);
  response.writeHead(await told.catch(() => 500)).end();
});
server.listen(Number(PORT), '127.0.0.1', async () => {
  const target = `http://127.0.0.1:${server.address().port}/`;
  await api('PATCH', `${hooks}/${id}`, { target, triggers: ['conversation:message'] });
  console.log(`The bot listens at ${target}`);
});
