import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';

let house: RecordsHouse;

beforeAll(async () => {
  house = await openRecordsHouse();
});
afterAll(() => house?.product.close());

const contact = (body: object) => house.ben.ask<{ id: string }>('POST', '/api/contacts', body);
const link = (customerId: string, contactId: string | null, companyId?: string) =>
  house.ben.ask('PUT', `/api/customers/${customerId}/contact`, { contactId, companyId });

describe('who a customer is', () => {
  it('#71 a customer linked once is known in every later conversation, by the X id', async () => {
    const { conversationId, customerId } = await house.write('ana_x', 'Ana on X');
    const ana = await contact({ name: 'Ana Ruiz' });
    await link(customerId, ana.id);
    await house.ben.ask('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
    await house.product.x.control('PATCH', '/users/@ana_x', { name: 'Someone Else Now' });
    const again = await house.write('ana_x', 'Someone Else Now', 'It is me again');
    expect(again.customerId).toBe(customerId);
    expect(await house.customer(customerId)).toMatchObject({
      contact: { id: ana.id, name: 'Ana Ruiz' },
      contactLinkedBy: 'person',
    });
  });

  it('#72 with the switch off a unique namesake is suggested, not linked', async () => {
    const only = await contact({ name: 'Kofi Darko' });
    const { customerId } = await house.write('kofi', 'Kofi Darko');
    await house.identified();
    expect(await house.customer(customerId)).toMatchObject({
      contact: null,
      suggestions: [{ id: only.id, kind: 'contact', reason: 'same_name' }],
    });
  });

  it('#72 exactly one active contact of equal full name is linked by rule', async () => {
    await house.setStream({ identifyByName: true });
    const only = await contact({ name: 'Lena Brandt' });
    await contact({ name: 'Lena Brandt-Maier' });
    await contact({ name: 'Lena Brandt', active: false });
    const { customerId } = await house.write('lena', 'Lena Brandt');
    await until(async () => (await house.customer(customerId)).contact !== null);
    expect(await house.customer(customerId)).toMatchObject({
      contact: { id: only.id },
      contactLinkedBy: 'rule',
      suggestions: [],
    });
  });

  it('#72 two contacts of that name, none, or one that differs in case are not linked', async () => {
    await house.setStream({ identifyByName: true });
    await contact({ name: 'Two Times' });
    await contact({ name: 'Two Times' });
    const two = await house.write('twice', 'Two Times');
    const none = await house.write('nobody', 'Nobody Known');
    await contact({ name: 'odd CASE' });
    const odd = await house.write('oddcase', 'Odd Case');
    await house.identified();
    expect(await house.customer(two.customerId)).toMatchObject({
      contact: null,
      suggestions: [{ reason: 'same_name' }, { reason: 'same_name' }],
    });
    expect(await house.customer(none.customerId)).toMatchObject({ contact: null, suggestions: [] });
    expect(await house.customer(odd.customerId)).toMatchObject({
      contact: null,
      suggestions: [{ reason: 'name_alike' }],
    });
  });

  it('#72 a contact beats a company of the same name, and a company alone is linked', async () => {
    await house.setStream({ identifyByName: true });
    await house.ben.ask('POST', '/api/companies', { name: 'Harbour Tea' });
    const person = await contact({ name: 'Harbour Tea' });
    const both = await house.write('harbour', 'Harbour Tea');
    const acme = await house.ben.ask<{ id: string }>('POST', '/api/companies', { name: 'Acme Ltd' });
    const alone = await house.write('acme', 'Acme Ltd');
    const linked = async (id: string) => (await house.customer(id)).contactLinkedBy !== null;
    await until(async () => (await linked(both.customerId)) && linked(alone.customerId));
    expect(await house.customer(both.customerId)).toMatchObject({
      contact: { id: person.id },
      company: null,
    });
    expect(await house.customer(alone.customerId)).toMatchObject({ contact: null, company: { id: acme.id } });
  });

  it('a name that X tells later identifies as well', async () => {
    await house.setStream({ identifyByName: true });
    const later = await contact({ name: 'Late Laura' });
    const { customerId } = await house.write('laura', 'Not Yet');
    await house.identified();
    await house.product.x.control('PATCH', '/users/@laura', { name: 'Late Laura' });
    await house.ben.ask('POST', `/api/customers/${customerId}/refresh`);
    await until(async () => (await house.customer(customerId)).contact !== null);
    expect((await house.customer(customerId)).contact?.id).toBe(later.id);
  });

  it('what a person took off stays off, though its name is the only one', async () => {
    await house.setStream({ identifyByName: true });
    const wrong = await contact({ name: 'Wrong Person' });
    const { conversationId, customerId } = await house.write('wrong', 'Wrong Person');
    await until(async () => (await house.customer(customerId)).contact?.id === wrong.id);
    await link(customerId, null);
    await house.ben.ask('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
    await house.write('wrong', 'Wrong Person', 'Me again');
    await house.identified();
    expect((await house.customer(customerId)).contact).toBeNull();
  });

  it('an address that the customer wrote is the best suggestion', async () => {
    const mail = await contact({ name: 'Mai Ito', email: 'Mai.Ito@tea.example' });
    const { customerId } = await house.write('mai', 'M.', 'My address is mai.ito@tea.example, thanks');
    expect((await house.customer(customerId)).suggestions).toEqual([
      {
        kind: 'contact',
        id: mail.id,
        name: 'Mai Ito',
        detail: 'Mai.Ito@tea.example',
        reason: 'email_written',
      },
    ]);
  });
});

describe('the case', () => {
  it('#73 the only active case of the identified contact is linked; two are not', async () => {
    await house.setStream({ identifyByName: true, linkOnlyCase: true });
    const one = await contact({ name: 'One Case' });
    const only = await house.ben.ask<{ id: string }>('POST', '/api/cases', {
      title: 'Cup',
      contactId: one.id,
    });
    const done = await house.ben.ask<{ id: string }>('POST', '/api/cases', {
      title: 'Old',
      contactId: one.id,
    });
    await house.ben.ask('PATCH', `/api/cases/${done.id}`, { status: 'resolved' });
    const two = await contact({ name: 'Two Cases' });
    for (const title of ['A', 'B']) await house.ben.ask('POST', '/api/cases', { title, contactId: two.id });
    const first = await house.write('onecase', 'One Case');
    const second = await house.write('twocases', 'Two Cases');
    await until(async () => (await house.record(first.conversationId)).case?.id === only.id);
    await until(async () => (await house.customer(second.customerId)).contact?.id === two.id);
    await house.identified();
    expect((await house.record(second.conversationId)).case).toBeNull();
  });

  it('#73 a case that a person took off is not put on again', async () => {
    const { conversationId, customerId } = await house.write('onecase', 'One Case', 'Still there?');
    await house.ben.ask('PATCH', `/api/conversations/${conversationId}/record`, { caseId: null });
    await house.ben.ask('POST', `/api/customers/${customerId}/refresh`);
    await house.identified();
    expect((await house.record(conversationId)).case).toBeNull();
  });

  it('#74 linking, unlinking and making at once: one customer and one case', async () => {
    const { conversationId, customerId } = await house.write('fresh', 'Fresh Face');
    const made = await contact({ name: 'Fresh Face', customerId });
    expect((await house.customer(customerId)).contact?.id).toBe(made.id);
    const opened = await house.ben.ask<{ id: string; contactId: string }>('POST', '/api/cases', {
      title: 'Where is my order',
      conversationId,
    });
    expect(opened.contactId).toBe(made.id);
    expect((await house.record(conversationId)).case?.id).toBe(opened.id);
    await house.ben.ask('PATCH', `/api/conversations/${conversationId}/record`, { caseId: null });
    expect((await house.record(conversationId)).case).toBeNull();
    const company = await house.ben.ask<{ id: string }>('POST', '/api/companies', {
      name: 'Face Inc',
      customerId,
    });
    expect(await house.customer(customerId)).toMatchObject({ contact: null, company: { id: company.id } });
    await link(customerId, null);
    expect(await house.customer(customerId)).toMatchObject({
      contact: null,
      company: null,
      contactLinkedBy: null,
    });
  });
});
