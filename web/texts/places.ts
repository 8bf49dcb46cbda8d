import type { SettingsPage } from './settings.ts';

export const contactsName = 'Contacts';

/** Pages outside the inbox and the settings, for the palette. */
export const places: readonly SettingsPage[] = [
  { to: '/contacts', name: contactsName },
  { to: '/contacts/companies', name: 'Companies' },
  { to: '/contacts/cases', name: 'Cases' },
  { to: '/contacts/import', name: 'Import contacts', needs: 'contacts.merge' },
];
