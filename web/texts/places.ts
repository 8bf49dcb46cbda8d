import type { SettingsPage } from './settings.ts';

export const contactsName = 'Contacts';
export const dataName = 'Data';

/** Pages outside the inbox and the settings, for the palette. */
export const places: readonly SettingsPage[] = [
  { to: '/contacts', name: contactsName },
  { to: '/contacts/companies', name: 'Companies' },
  { to: '/contacts/cases', name: 'Cases' },
  { to: '/datasources', name: dataName, needs: 'data.see' },
  { to: '/datasources/sql', name: 'SQL', needs: 'data.see' },
  { to: '/datasources/accounts', name: 'Accounts', needs: 'data.see' },
  { to: '/contacts/import', name: 'Import contacts', needs: 'contacts.merge' },
];
