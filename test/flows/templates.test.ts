import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationTemplate } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;
beforeAll(async () => {
  product = await startProduct();
  ben = await product.invite('Ben Agent', 'agent');
});
afterAll(() => product?.close());

const list = async () =>
  (await product.admin.ask<{ templates: NotificationTemplate[] }>('GET', '/api/templates')).templates;
const make = (body: object) => product.admin.ask<NotificationTemplate>('POST', '/api/templates', body);

describe('notification templates', () => {
  it('#62 start with a standard one that counts 120 seconds', async () => {
    const [standard] = await list();
    expect(standard).toMatchObject({ id: 'standard', standard: true, settings: { countdownSeconds: 120 } });
    expect(standard?.settings.fields.map((field) => field.slug)).toEqual([
      'customer_name',
      'customer_username',
      'followers',
      'known',
      'handle',
      'queue',
      'first_line',
      'waiting_time',
    ]);
  });

  it('#63 are made, changed and removed; what is left out is as in the standard one', async () => {
    const fields = [{ heading: 'Worth', slug: 'context:orderValue' }];
    const made = await make({ name: ' Orders ', settings: { fields, sound: 'bell', soundLoops: true } });
    expect(made).toMatchObject({
      name: 'Orders',
      settings: { fields, sound: 'bell', countdownSeconds: 120 },
    });
    const changed = await product.admin.ask<NotificationTemplate>('PATCH', `/api/templates/${made.id}`, {
      settings: { countdownSeconds: 30 },
    });
    expect(changed).toMatchObject({ name: 'Orders', settings: { fields, countdownSeconds: 30 } });
    expect((await list()).map((template) => template.name)).toEqual(['Standard', 'Orders']);
    await product.admin.ask('DELETE', `/api/templates/${made.id}`);
    expect(await list()).toHaveLength(1);
    const again = await product.admin.call('DELETE', `/api/templates/${made.id}`);
    expect(again.status).toBe(404);
  });

  it('each leave a trace in the audit log', async () => {
    const { entries } = await product.admin.ask<{ entries: { action: string }[] }>('GET', '/api/audit');
    const actions = entries.map((entry) => entry.action).filter((action) => action.startsWith('template.'));
    expect(actions).toEqual(['template.removed', 'template.changed', 'template.created']);
  });

  it('the standard one cannot be changed', async () => {
    const answer = await product.admin.call('PATCH', '/api/templates/standard', { name: 'Mine' });
    expect(answer.status).toBe(400);
  });

  it('refuse what cannot be shown or counted, in a sentence', async () => {
    const wrong = [
      { fields: [{ heading: 'x', slug: 'no_such_thing' }] },
      { fields: [{ heading: '   ', slug: 'queue' }] },
      { countdownSeconds: 5 },
      { sound: 'trumpet' },
      { acceptText: '' },
    ];
    for (const settings of wrong) {
      const answer = await product.admin.call('POST', '/api/templates', { name: 'Wrong', settings });
      expect(answer.status).toBe(400);
      expect(answer.body['error']?.['message']).toMatch(/\.$/);
    }
    expect(await list()).toHaveLength(1);
  });

  it('have names that nobody mixes up', async () => {
    await make({ name: 'Night' });
    const answer = await product.admin.call('POST', '/api/templates', { name: 'night' });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'template_name_taken' } } });
  });

  it('#63 stay while a work stream uses them, and say which', async () => {
    const { id } = await make({ name: 'Transfers' });
    const db = product.app.parts.db.workspace(await workspaceId());
    await db.execute(sql`
      update work_stream set settings = ${JSON.stringify({ templates: { transfer: id, consult: id, assigned: null } })}
      where workspace_id = ${db.workspaceId}`);
    const used = (await list()).find((template) => template.id === id);
    expect(used?.workStreams).toHaveLength(1);
    const answer = await product.admin.call('DELETE', `/api/templates/${id}`);
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'template_in_use' } } });
    expect(answer.body['error']?.['message']).toContain(used?.workStreams[0]?.name);
  });

  it('are for those who manage the set-up', async () => {
    expect((await ben.call('GET', '/api/templates')).status).toBe(403);
    expect((await ben.call('POST', '/api/templates', { name: 'Mine' })).status).toBe(403);
  });
});

async function workspaceId() {
  const row = await product.app.parts.db.row(sql<{ id: string }>`select id from workspace limit 1`);
  // The only workspace of this house.
  return row.id as Parameters<typeof product.app.parts.db.workspace>[0];
}
