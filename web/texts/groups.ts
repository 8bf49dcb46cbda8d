export const groupTexts = {
  members: 'In this group',
  left: 'left',
  showing: 'Shown below',
  show: (name: string) => `Show ${name}`,
  rename: 'Rename the group',
  renameHint: 'Only your team sees the name. Leave it empty to name the group by who is in it.',
  name: 'Name of the group',
  save: 'Save',
  cancel: 'Cancel',
  renamed: 'Group renamed',
  cannotRename: 'The group could not be renamed',
  weLeft: 'Your account is no longer in this group.',
  us: 'your account',
};

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Lines of a group: who joined or left, and its name. Nothing for other lines. */
export function wordMembersLine(
  what: string,
  facts: Readonly<Record<string, string | null>>,
  customerName: (id: string) => string,
  memberName: (id: string) => string,
  by: string | null,
): string | undefined {
  if (what === 'renamed') {
    const who = by ? memberName(by) : 'Somebody';
    return facts['to'] ? `${who} named the group “${facts['to']}”` : `${who} took the group’s name away`;
  }
  if (what !== 'members_joined' && what !== 'members_left') return undefined;
  const names = (facts['who'] ?? '').split(',').filter(Boolean).map(customerName);
  if (facts['ours']) names.push(groupTexts.us);
  const who = names.length > 0 ? list.format(names) : 'Somebody';
  if (what === 'members_left') return capital(`${who} left the group`);
  const host = facts['byCustomer'];
  return host ? `${customerName(host)} added ${who}` : capital(`${who} joined the group`);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
