export {
  changeDefinition,
  defineAttribute,
  type NewDefinition,
  removeDefinition,
} from './attributes/attributes.ts';
export { changeAttributes } from './attributes/check.ts';
export { type DefinitionRow, listDefinitions } from './attributes/store.ts';
export { changeCase, createCase, getCase } from './case/cases.ts';
export {
  type CaseRow,
  countCases,
  deleteCase,
  findCase,
  listActiveCases,
  listCases,
  moveCases,
  returnCases,
} from './case/store.ts';
export { changeCompany, createCompany, getCompany } from './company/companies.ts';
export {
  type CompanyRow,
  countContactsOf,
  countPrimaryOf,
  deleteCompany,
  findCompany,
  listCompanies,
  listCompaniesNamed,
  movePrimaryContact,
  returnPrimaryContact,
} from './company/store.ts';
export { changeContact, createContact, getContact, indexed as indexedContact } from './contact/contacts.ts';
export { type MergeSides, mergeContacts, unmergeContact } from './contact/merge.ts';
export {
  deleteMerge,
  forgetMerges,
  insertMerge,
  listMerges,
  lockMerge,
  type MergeRecord,
} from './contact/merge-store.ts';
export {
  type ContactRow,
  deleteContact,
  findContact,
  insertContacts,
  listContacts,
  listContactsByEmail,
  listContactsNamed,
  listContactsNamedLike,
  lockContacts,
  updateContact,
} from './contact/store.ts';
export { type ImportInput, type ImportPlan, planImport } from './import/plan.ts';
export {
  countContactNotes,
  deleteNotesOf,
  deleteRecordNote,
  findRecordNote,
  insertRecordNote,
  listRecordNotes,
  moveContactNotes,
  type NotedKind,
  type RecordNoteRow,
  returnContactNotes,
} from './notes/store.ts';
export { nameCursor, readNameCursor, readTimeCursor, timeCursor } from './page.ts';
