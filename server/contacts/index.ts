export { changeContact, type ContactInput, createContact, getContact } from './contacts.ts';
export { type ContactRow, findContact, listContactsNamed, searchContacts } from './store.ts';
