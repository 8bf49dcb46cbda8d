import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type RecordSearch, readRecordSearch } from './lib/record-search.ts';
import { frame, needsOr } from './routes-frame.tsx';

const validateSearch = (search: Record<string, unknown>): RecordSearch => readRecordSearch(search);

const contacts = createRoute({
  getParentRoute: () => frame,
  path: '/contacts',
  component: lazyRouteComponent(() => import('./pages/contacts/ContactsFrame.tsx'), 'ContactsFrame'),
});
const list = createRoute({
  getParentRoute: () => contacts,
  path: '/',
  validateSearch,
  component: lazyRouteComponent(() => import('./pages/contacts/ContactsPage.tsx'), 'ContactsPage'),
});
const companies = createRoute({
  getParentRoute: () => contacts,
  path: 'companies',
  validateSearch,
  component: lazyRouteComponent(() => import('./pages/contacts/CompaniesPage.tsx'), 'CompaniesPage'),
});
const cases = createRoute({
  getParentRoute: () => contacts,
  path: 'cases',
  validateSearch,
  component: lazyRouteComponent(() => import('./pages/contacts/CasesPage.tsx'), 'CasesPage'),
});
const importing = createRoute({
  getParentRoute: () => contacts,
  path: 'import',
  beforeLoad: needsOr('contacts.merge', '/contacts'),
  component: lazyRouteComponent(() => import('./pages/contacts/ImportPage.tsx'), 'ImportPage'),
});

/** Contacts, companies and cases, and the way in from a file. */
export const contactRoutes = contacts.addChildren([list, companies, cases, importing]);
