/** Texts of mails about a report in trouble. */
export const reportMailTexts = {
  title: 'E-mail when something is wrong',
  hint: 'Once of each trouble, with the way to the run and what to do.',
  failed: 'When a run fails and is not tried again',
  late: 'When the DataSet is late',
  lateHint: 'After so many hours as Schedule says.',
  again: 'When it works again after that',
  members: 'Members who are mailed',
  membersHint: 'Whoever sees data can be chosen.',
  needsMembers: 'Choose at least one member.',
  noMail: 'E-mail is not set up in this workspace: nobody is mailed.',
  toMail: 'Set e-mail up',
  save: 'Save who is mailed',
  saved: 'Who is mailed is saved.',
};
