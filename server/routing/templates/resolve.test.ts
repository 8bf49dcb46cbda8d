import { describe, expect, it } from 'vitest';
import { standardWorkStreamSettings } from '../../../contract/api/distribution.ts';
import { standardTemplateSettings } from '../../../contract/api/templates.ts';
import { asId } from '../../base/index.ts';
import { chooseTemplate, scenarioOf } from './choose.ts';
import type { OfferRecord } from './offer-store.ts';
import { firstLine, resolve, waitingTime } from './resolve.ts';
import type { TemplateRecord } from './store.ts';

const NOW = new Date('2026-12-01T10:00:00Z');
const id = (letter: string) => letter.repeat(24);

const record: OfferRecord = {
  sessionId: id('a'),
  conversationId: id('b'),
  workItemId: id('c'),
  number: 1042,
  how: 'automatic',
  byMemberId: null,
  offeredAt: NOW,
  expiresAt: new Date(NOW.getTime() + 90_000),
  waitingSince: new Date(NOW.getTime() - 250_000),
  caseTitle: null,
  caseNumber: null,
  context: { orderValue: 250, tier: 'gold' },
  queueName: 'Parcels',
  templates: {},
  customerName: 'Cara Customer',
  groupTitle: null,
  groupMembers: null,
  customerUsername: 'cara',
  followers: 12_345,
  contactName: null,
  handleName: '@birdshop',
  language: 'de',
  text: '\n  Where is my parcel?\nIt should have come on Tuesday.',
};

describe('an offer', () => {
  it('#61 shows the configured fields in their order, with the slugs resolved', () => {
    const offer = resolve(record, standardTemplateSettings, NOW);
    expect(offer.fields.map(({ heading, value }) => `${heading}: ${value}`)).toEqual([
      'Customer: Cara Customer',
      'On X: @cara',
      'Followers: 12,345',
      'Contact: Visitor',
      'Wrote to: @birdshop',
      'Queue: Parcels',
      'Says: Where is my parcel?',
      'Waiting: 4 min',
    ]);
    expect(offer.title).toBe('Cara Customer');
  });

  it("#61 shows context variables, the language and the workspace's own headings", () => {
    const fields = [
      { heading: 'Worth', slug: 'context:orderValue' },
      { heading: 'Loyalty', slug: 'context:tier' },
      { heading: 'Speaks', slug: 'language' },
      { heading: 'Missing', slug: 'context:nothing' },
      { heading: 'Case', slug: 'case_title' },
    ];
    const offer = resolve(record, { ...standardTemplateSettings, fields }, NOW);
    expect(offer.fields.map((field) => Object.values(field).join(' '))).toEqual([
      'Worth 250',
      'Loyalty gold',
      'Speaks German',
    ]);
  });

  it('#61 names a contact that is known, and numbers a visitor of whom X told no name', () => {
    const known = resolve({ ...record, contactName: 'Cara C.' }, standardTemplateSettings, NOW);
    expect(known.fields.find((field) => field.heading === 'Contact')?.value).toBe('Cara C.');
    const nameless = { ...record, customerName: null, customerUsername: null };
    expect(resolve(nameless, standardTemplateSettings, NOW).title).toBe('Visitor 1042');
  });

  it('names a group, and shows nothing of one of its people as if it were all of them', () => {
    const group = { ...record, groupTitle: 'Cara, Dan and 1 more', groupMembers: 3, contactName: 'Cara C.' };
    const offer = resolve(group, standardTemplateSettings, NOW);
    expect(offer.title).toBe('Cara, Dan and 1 more');
    expect(offer.fields.map((field) => field.heading)).not.toContain('Followers');
    expect(offer.fields.find((field) => field.heading === 'Contact')?.value).toBe('Group of 3');
    expect(JSON.stringify(offer)).not.toContain('@cara');
  });

  it('#62 counts down from what it was given; whether it shows is another question', () => {
    const hidden = resolve(record, { ...standardTemplateSettings, showCountdown: false }, NOW);
    expect(hidden).toMatchObject({ countdownSeconds: 90, showCountdown: false });
    expect(hidden.expiresAt).toBe('2026-12-01T10:01:30.000Z');
  });

  it('#66 cannot be declined where the template says so', () => {
    expect(resolve(record, standardTemplateSettings, NOW).declineText).toBe('Decline');
    const firm = { ...standardTemplateSettings, canDecline: false, acceptText: 'Open' };
    expect(resolve(record, firm, NOW)).toMatchObject({ declineText: null, acceptText: 'Open' });
  });

  it('keeps the waiting time ticking on the screen', () => {
    const [waiting] = resolve(record, standardTemplateSettings, NOW).fields.slice(-1);
    expect(waiting?.since).toBe('2026-12-01T09:55:50.000Z');
  });
});

describe('#63 which template', () => {
  const named = (letter: string): TemplateRecord => ({
    id: asId<'template'>(id(letter)),
    name: letter,
    settings: { ...standardTemplateSettings, acceptText: letter },
    createdAt: NOW,
    updatedAt: NOW,
  });
  const templates = ['1', '2', '3', '4', '5'].map(named);
  const chosen = {
    incomingKnown: id('1'),
    incomingUnknown: id('2'),
    consult: id('3'),
    transfer: id('4'),
    assigned: id('5'),
  };

  it.each([
    ['automatic', true, '1'],
    ['affinity', true, '1'],
    ['automatic', false, '2'],
    ['consulted', true, '3'],
    ['transferred', false, '4'],
    ['assigned', true, '5'],
  ] as const)('%s, known %s', (how, known, expected) => {
    expect(chooseTemplate(templates, chosen, scenarioOf(how), known).acceptText).toBe(expected);
  });

  it('is the standard one where none is named, or where it is gone', () => {
    const none = standardWorkStreamSettings.templates;
    expect(chooseTemplate(templates, none, 'consult', true)).toBe(standardTemplateSettings);
    expect(chooseTemplate([], chosen, 'incoming', true)).toBe(standardTemplateSettings);
  });
});

it.each([
  [0, '0 s'],
  [59_000, '59 s'],
  [61_000, '1 min'],
  [3_600_000, '1 h'],
  [5_460_000, '1 h 31 min'],
  [200_000_000, '2 days'],
])('%d ms of waiting are %s', (ms, words) => expect(waitingTime(ms)).toBe(words));

it('cuts a first line between characters, and never in a surrogate pair', () => {
  expect(firstLine('')).toBe('');
  const line = firstLine('🐦'.repeat(300));
  expect(Array.from(line)).toHaveLength(160);
  expect(line.endsWith('🐦…')).toBe(true);
});
