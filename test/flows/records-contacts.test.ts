import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;

interface Contact {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly companyId: string | null;
  readonly attributes: Record<string, unknown>;
}

beforeAll(async () => {
  product = await startProduct();
  ben = await product.invite('Ben Agent', 'agent');
});
afterAll(() => product?.close());

const add = (body: object, as = ben) => as.ask<Contact>('POST', '/api/contacts', body);
const list = (query: string) =>
  ben.ask<{ contacts: Contact[]; next: string | null }>('GET', `/api/contacts?${query}`);

describe('contacts', () => {
  it('have a full name and its parts, whichever was written', async () => {
    expect(await add({ name: 'Ana de la Cruz' })).toMatchObject({ firstName: 'Ana', lastName: 'de la Cruz' });
    const made = await add({ name: 'X', firstName: 'Bo', lastName: 'Li' });
    const changed = await ben.ask<Contact>('PATCH', `/api/contacts/${made.id}`, { lastName: 'Lindqvist' });
    expect(changed).toMatchObject({ name: 'Bo Lindqvist', firstName: 'Bo', lastName: 'Lindqvist' });
  });

  it('are found by any word of name, address, number and company, the last unfinished', async () => {
    await add({
      name: 'Zoë Quist',
      email: 'zoe@quist.example',
      phone: '+46 70-123 45 67',
      company: 'Harbour Tea',
    });
    const queries = ['quis', 'zoe', 'ZOË', 'zoe@quist.example', '46701234567', 'harbour te', 'quist zo'];
    const missed: string[] = [];
    for (const q of queries) {
      const { contacts } = await list(`q=${encodeURIComponent(q)}`);
      if (!contacts.some((one) => one.name === 'Zoë Quist')) missed.push(q);
    }
    expect(missed).toEqual([]);
    expect((await list('q=harbour%20coffee')).contacts).toEqual([]);
    expect((await list('q=zo')).contacts.map((one) => one.name)).toEqual(['Zoë Quist']);
  });

  it('are paged by name without loss or repetition', async () => {
    for (const name of ['Page C', 'page a', 'Page B', 'Page a', 'Page D']) await add({ name });
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { contacts, next } = await list(`q=page&limit=2${cursor}`);
      seen.push(...contacts.map((one) => one.name.toLowerCase()));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(['page a', 'page a', 'page b', 'page c', 'page d']);
    expect((await ben.call('GET', '/api/contacts?cursor=bm9uZQ')).body['error']?.['code']).toBe(
      'cursor_not_valid',
    );
  });

  it('belong to the one company of that name, and show its new name', async () => {
    const company = await ben.ask<{ id: string }>('POST', '/api/companies', { name: 'Nordkontor AB' });
    const made = await add({ name: 'Greta Lindqvist', company: 'Nordkontor AB' });
    expect(made.companyId).toBe(company.id);
    await ben.ask('PATCH', `/api/companies/${company.id}`, {
      name: 'Nordkontor Group',
      primaryContactId: made.id,
    });
    expect(await ben.ask('GET', `/api/contacts/${made.id}`)).toMatchObject({ company: 'Nordkontor Group' });
    expect(await ben.ask('GET', `/api/companies/${company.id}`)).toMatchObject({
      primaryContactName: 'Greta Lindqvist',
    });
    expect((await list(`companyId=${company.id}`)).contacts.map((one) => one.id)).toEqual([made.id]);
  });

  it('name the customers on X who are linked to them, and companies theirs', async () => {
    await product.x.user('shop');
    await product.connect('shop');
    await product.x.user('kim', { name: 'Kim Shopper' });
    await product.x.write('kim', 'shop', 'Hello');
    const inbox = () =>
      ben
        .ask<{ rows: { customer: { id: string } }[] }>('GET', '/api/inbox?view=all')
        .then(({ rows }) => rows);
    await until(async () => (await inbox()).length === 1);
    const customerId = (await inbox())[0]?.customer.id ?? '';
    const kim = await add({ name: 'Kim at work', customerId });
    const company = await ben.ask<{ id: string }>('POST', '/api/companies', { name: 'Kim & Co' });
    const of = (path: string) => ben.ask<{ customers: { id: string }[] }>('GET', `${path}/customers`);
    expect((await of(`/api/contacts/${kim.id}`)).customers).toMatchObject([
      { id: customerId, username: 'kim', name: 'Kim Shopper' },
    ]);
    expect((await of(`/api/companies/${company.id}`)).customers).toEqual([]);
    const link = { contactId: null, companyId: company.id };
    await ben.ask('PUT', `/api/customers/${customerId}/contact`, link);
    expect((await of(`/api/companies/${company.id}`)).customers.map(({ id }) => id)).toEqual([customerId]);
    expect((await of(`/api/contacts/${kim.id}`)).customers).toEqual([]);
    expect((await ben.call('GET', `/api/contacts/${company.id}/customers`)).status).toBe(404);
  });

  it('are not deleted while something is linked, and the sentence says what', async () => {
    const made = await add({ name: 'Guarded One' });
    await ben.ask('POST', '/api/cases', { title: 'Cup broken', contactId: made.id });
    const refused = await ben.call('DELETE', `/api/contacts/${made.id}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'record_in_use' } } });
    expect(refused.body['error']?.['message']).toContain('linked to it is 1 case');
    const free = await add({ name: 'Free One' });
    expect((await ben.call('DELETE', `/api/contacts/${free.id}`)).status).toBe(204);
    expect((await ben.call('GET', `/api/contacts/${free.id}`)).status).toBe(404);
  });

  it('are in the audit log with ids and names of fields, never with values', async () => {
    const made = await add({ name: 'Secret Sigrid', email: 'sigrid@secret.example' });
    await ben.ask('PATCH', `/api/contacts/${made.id}`, { phone: '+47 900' });
    const { entries } = await product.admin.ask<{ entries: { subjectId: string; subjectName: unknown }[] }>(
      'GET',
      '/api/audit',
    );
    // The name of a person stands in no entry: it is looked up for whoever reads.
    expect(entries.find((one) => one.subjectId === made.id)?.subjectName).toBe('Secret Sigrid');
    const log = JSON.stringify(entries, (key, value: unknown) => (key === 'subjectName' ? undefined : value));
    expect(log).toContain('contact.changed');
    expect(log).toContain(made.id);
    expect(log).not.toMatch(/Sigrid|sigrid@|\+47/);
  });
});

describe('attributes of the workspace', () => {
  const define = (body: object) => product.admin.call('POST', '/api/attributes', body);

  it('are defined by an administrator and checked by type', async () => {
    const made = await define({
      recordKind: 'contact',
      key: 'tier',
      label: 'Tier',
      type: 'choice',
      choices: ['gold', 'silver'],
    });
    expect(made.status).toBe(201);
    expect(
      (
        await ben.call('POST', '/api/attributes', {
          recordKind: 'contact',
          key: 'k',
          label: 'K',
          type: 'text',
        })
      ).status,
    ).toBe(403);
    expect(
      (await define({ recordKind: 'contact', key: 'tier', label: 'T', type: 'text' })).body['error']?.[
        'code'
      ],
    ).toBe('attribute_key_taken');
    expect(
      (await define({ recordKind: 'case', key: 'kind', label: 'Kind', type: 'choice' })).body['error']?.[
        'code'
      ],
    ).toBe('attribute_needs_choices');
    const ana = await add({ name: 'Tiered', attributes: { tier: 'gold' } });
    expect(ana.attributes).toEqual({ tier: 'gold' });
    const wrong = await ben.call('PATCH', `/api/contacts/${ana.id}`, { attributes: { tier: 'bronze' } });
    expect(wrong.body['error']).toMatchObject({
      code: 'attribute_not_valid',
      message: 'Tier: choose one of gold, silver.',
    });
    const emptied = await ben.ask<Contact>('PATCH', `/api/contacts/${ana.id}`, {
      attributes: { tier: null },
    });
    expect(emptied.attributes).toEqual({});
  });

  it('keep their place, and are removed without touching the records', async () => {
    const { body } = await define({ recordKind: 'company', key: 'size', label: 'Size', type: 'number' });
    await define({ recordKind: 'company', key: 'since', label: 'Since', type: 'date' });
    const id = String(body['id']);
    await product.admin.ask('PATCH', `/api/attributes/${id}`, { label: 'Employees', position: 9 });
    const { attributes } = await ben.ask<{ attributes: { label: string }[] }>(
      'GET',
      '/api/attributes?recordKind=company',
    );
    expect(attributes.map((one) => one.label)).toEqual(['Since', 'Employees']);
    const company = await ben.ask<{ id: string }>('POST', '/api/companies', {
      name: 'Sized',
      attributes: { size: 12, since: '2020-02-29' },
    });
    await product.admin.ask('DELETE', `/api/attributes/${id}`);
    expect(await ben.ask('PATCH', `/api/companies/${company.id}`, { city: 'Oslo' })).toMatchObject({
      attributes: { size: 12, since: '2020-02-29' },
    });
  });
});

describe('cases', () => {
  it('are numbered, searched, filtered and closed', async () => {
    const contact = await add({ name: 'Case Holder' });
    const first = await ben.ask<{ id: string; number: number }>('POST', '/api/cases', {
      title: 'Grinder makes noise',
      priority: 'high',
      contactId: contact.id,
    });
    const second = await ben.ask<{ number: number }>('POST', '/api/cases', {
      title: 'Late parcel',
      contactId: contact.id,
    });
    expect(second.number).toBe(first.number + 1);
    const cases = async (query: string) =>
      (await ben.ask<{ cases: { title: string }[] }>('GET', `/api/cases?${query}`)).cases.map(
        (one) => one.title,
      );
    expect(await cases(`contactId=${contact.id}`)).toEqual(['Late parcel', 'Grinder makes noise']);
    expect(await cases('q=grind')).toEqual(['Grinder makes noise']);
    expect(await cases(`q=%23${first.number}`)).toContain('Grinder makes noise');
    const resolved = await ben.ask('PATCH', `/api/cases/${first.id}`, { status: 'resolved' });
    expect(resolved).toMatchObject({ status: 'resolved', ownerId: ben.memberId, contactName: 'Case Holder' });
    expect(await cases(`contactId=${contact.id}&status=active`)).toEqual(['Late parcel']);
    expect(await ben.ask('PATCH', `/api/cases/${first.id}`, { status: 'active' })).toMatchObject({
      resolvedAt: null,
    });
    const wrongOwner = await ben.call('PATCH', `/api/cases/${first.id}`, { ownerId: 'f'.repeat(24) });
    expect(wrongOwner.body['error']?.['code']).toBe('assignee_unknown');
    expect((await ben.call('DELETE', `/api/cases/${first.id}`)).status).toBe(403);
    expect((await product.admin.call('DELETE', `/api/cases/${first.id}`)).status).toBe(204);
  });
});
