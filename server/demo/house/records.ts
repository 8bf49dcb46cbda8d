import type { DeskPerson } from '../callers.ts';

const companies = [
  { name: 'Boulangerie Moreau', city: 'Lyon', email: 'bonjour@moreau-boulanger.example' },
  { name: 'Deskhouse', city: 'Accra', email: 'hello@deskhouse.example' },
  { name: 'Nordkontor AB', city: 'Malmö', email: 'info@nordkontor.example' },
];

/** People whom the shop knew before they wrote: by name, so that identification links them when they do. */
const known = [
  { name: 'Mira Okonjo', email: 'mira@okonjo.example', city: 'Leeds', language: 'en' },
  { name: 'Bram de Wit', email: 'bram@dewit.example', city: 'Utrecht', language: 'nl' },
  { name: 'Pilar Quintana', email: 'pilar@quintana.example', city: 'Valencia', language: 'es' },
  { name: 'Tobias Renner', email: 'office@renner-architekten.example', city: 'Hamburg', language: 'de' },
  { name: 'Ruth Abelson', email: 'ruth@abelson.example', city: 'Portland', language: 'en' },
];

/** The business's own records. */
export async function makeRecords(ada: DeskPerson): Promise<void> {
  await Promise.all([
    ...companies.map((company) => ada.ask('POST', '/api/companies', company)),
    ...known.map((contact) => ada.ask('POST', '/api/contacts', contact)),
  ]);
}
