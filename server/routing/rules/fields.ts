import type { ContextVariable } from '../../../contract/api/index.ts';
import type { DefinitionRow } from '../../contacts/index.ts';
import type { Field } from '../../conditions/index.ts';
import { LANGUAGES } from './detect-language.ts';
import { ATTRIBUTE_PLACES, attributeField } from './record-facts.ts';

type Choices = readonly { readonly value: string; readonly label: string }[];

/** What an editor offers beside the fields themselves. At run time nothing of it is needed. */
export interface FieldChoices {
  readonly handles: Choices;
  readonly workStreams: Choices;
  readonly skills: Choices;
  readonly profiles: Choices;
  readonly tags: Choices;
}

const ENGAGEMENT = 'Twitter Engagement Context';
const MESSAGE = 'Message';
const CHANNEL = 'Handle and work stream';
const CONTACT = 'Contact';
const COMPANY = 'Contact › Company';
const CASE = 'Case';
const CASE_COMPANY = 'Case › Company';
const CONVERSATION = 'Conversation';
const CONTEXT = 'Context variables';

const priorities: Choices = [
  { value: 'low', label: 'Low' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
  { value: 'urgent', label: 'Urgent' },
];
const caseStates: Choices = [
  { value: 'active', label: 'Active' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'cancelled', label: 'Cancelled' },
];
const days: Choices = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (label, index) => ({ value: String(index + 1), label }),
);
const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });
const languages: Choices = LANGUAGES.map((code) => ({ value: code, label: languageNames.of(code) ?? code }));

const text = (group: string, key: string, label: string, hint?: string): Field => ({
  key,
  label,
  group,
  type: 'text',
  ...(hint === undefined ? {} : { hint }),
});
const count = (group: string, key: string, label: string, hint?: string): Field => ({
  ...text(group, key, label, hint),
  type: 'number',
  least: 0,
});
const yesNo = (group: string, key: string, label: string, hint?: string): Field => ({
  ...text(group, key, label, hint),
  type: 'boolean',
});
const choice = (group: string, key: string, label: string, choices: Choices, hint?: string): Field => ({
  ...text(group, key, label, hint),
  type: 'choice',
  choices,
});

const IN_ZONE = 'In the time zone of the handle’s operating hours; without them in UTC.';

/** An attribute of the workspace's own, as far as a field is made of it. */
export type OwnAttribute = Pick<
  DefinitionRow,
  'recordKind' | 'key' | 'label' | 'type' | 'choices' | 'description'
>;

/** Every field that conditions of a work stream may use. Related records go two levels deep. */
export function listFields(
  variables: readonly ContextVariable[],
  choices: FieldChoices = { handles: [], workStreams: [], skills: [], profiles: [], tags: [] },
  attributes: readonly OwnAttribute[] = [],
): Field[] {
  return [
    text(ENGAGEMENT, 'engagement.customer_name', 'Customer name'),
    text(ENGAGEMENT, 'engagement.screen_name', 'Customer screen name', 'The @name, without the @.'),
    text(ENGAGEMENT, 'engagement.x_id', 'Customer X id', 'A number that stays when the name changes.'),
    count(ENGAGEMENT, 'engagement.followers', 'Followers count'),
    count(ENGAGEMENT, 'engagement.friends', 'Friends count', 'How many accounts the customer follows.'),
    yesNo(ENGAGEMENT, 'engagement.verified', 'Verified on X'),
    count(ENGAGEMENT, 'engagement.account_age_days', 'Age of the account in days'),
    text(ENGAGEMENT, 'engagement.location', 'Place in the profile'),
    { ...text(MESSAGE, 'message.text', 'Text', 'The message that opened this stretch.'), hidden: true },
    choice(
      MESSAGE,
      'message.language',
      'Language',
      languages,
      'Told from script and common words; no data for very short or mixed texts.',
    ),
    yesNo(MESSAGE, 'message.first_contact', 'First contact', 'The customer has not written before.'),
    text(
      MESSAGE,
      'message.post',
      'Post it came from',
      'Address of the post that the message links to, or whose button a new customer followed.',
    ),
    text(MESSAGE, 'message.link', 'Link they came by', 'Name of the link by which the customer first came.'),
    choice(CHANNEL, 'handle.id', 'Handle', choices.handles),
    text(CHANNEL, 'handle.language', 'Language of the handle', 'Its code: en, pt.'),
    choice(CHANNEL, 'work_stream.id', 'Work stream', choices.workStreams),
    yesNo(CONTACT, 'contact.known', 'A contact is linked'),
    text(CONTACT, 'contact.name', 'Name'),
    text(CONTACT, 'contact.email', 'E-mail'),
    text(CONTACT, 'contact.phone', 'Phone'),
    text(CONTACT, 'contact.company_name', 'Company as written in the contact'),
    text(CONTACT, 'contact.job_title', 'Job title'),
    text(CONTACT, 'contact.city', 'City'),
    text(CONTACT, 'contact.country', 'Country'),
    text(CONTACT, 'contact.language', 'Language of the contact', 'Its code: en, pt.'),
    text(CONTACT, 'contact.relationship', 'Relationship'),
    text(COMPANY, 'contact.company.name', 'Company'),
    text(COMPANY, 'contact.company.number', 'Number of the company'),
    text(COMPANY, 'contact.company.city', 'City of the company'),
    text(COMPANY, 'contact.company.email', 'E-mail of the company'),
    text(COMPANY, 'contact.company.phone', 'Phone of the company'),
    yesNo(CASE, 'case.known', 'A case is linked'),
    count(CASE, 'case.number', 'Number of the case'),
    text(CASE, 'case.title', 'Title'),
    choice(CASE, 'case.priority', 'Priority of the case', priorities),
    choice(CASE, 'case.status', 'Status of the case', caseStates),
    text(CASE, 'case.product', 'Product'),
    text(CASE_COMPANY, 'case.company.name', 'Company of the case'),
    text(CASE_COMPANY, 'case.company.number', 'Number of the case’s company'),
    text(CASE_COMPANY, 'case.company.city', 'City of the case’s company'),
    text(CONVERSATION, 'item.title', 'Title of the conversation'),
    choice(CONVERSATION, 'item.priority', 'Priority', priorities),
    { ...text(CONVERSATION, 'item.tags', 'Tags'), type: 'tags', choices: choices.tags },
    {
      ...text(CONVERSATION, 'item.skills', 'Skills asked for'),
      type: 'tags',
      closed: true,
      choices: choices.skills,
    },
    {
      ...text(CONVERSATION, 'item.profiles', 'Capacity profiles'),
      type: 'tags',
      closed: true,
      choices: choices.profiles,
    },
    count(CONVERSATION, 'item.units', 'Units of capacity'),
    choice(CONVERSATION, 'item.language', 'Language set by a rule', languages),
    yesNo(CONVERSATION, 'item.returning', 'There was an earlier conversation'),
    count(CONVERSATION, 'item.earlier', 'Earlier conversations'),
    count(CONVERSATION, 'item.hours_since_last', 'Hours since the last message before'),
    { ...text(CONVERSATION, 'item.last_at', 'Last message before'), type: 'time' },
    { ...text(CONVERSATION, 'item.time_of_day', 'Time of day', IN_ZONE), type: 'clock' },
    choice(CONVERSATION, 'item.weekday', 'Day of the week', days, IN_ZONE),
    yesNo(
      CONVERSATION,
      'item.in_hours',
      'Within the operating hours of the handle',
      'Always yes for a handle without them.',
    ),
    ...variables.map(
      (variable): Field => ({
        key: `context.${variable.name}`,
        label: variable.label,
        group: CONTEXT,
        type: variable.type,
      }),
    ),
    ...attributes.flatMap(fieldsOfAttribute),
  ];
}

const PLACES: Readonly<Record<string, string>> = {
  customer: 'Customer',
  contact: CONTACT,
  'contact.company': COMPANY,
  case: CASE,
  'case.company': CASE_COMPANY,
  item: CONVERSATION,
};

function fieldsOfAttribute(attribute: OwnAttribute): Field[] {
  const { recordKind, key, label, type, choices, description } = attribute;
  return ATTRIBUTE_PLACES[recordKind].map((place) => ({
    ...text(PLACES[place] ?? place, attributeField(place, key), label),
    type: type === 'date' ? 'time' : type,
    ...(description && { hint: description }),
    ...(type === 'choice' && { choices: choices.map((value) => ({ value, label: value })) }),
  }));
}
