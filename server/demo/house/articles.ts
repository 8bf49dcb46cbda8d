import type { DeskPerson } from '../callers.ts';

interface DemoArticle {
  readonly title: string;
  readonly language: 'en' | 'es';
  readonly tags: readonly string[];
  readonly path: string;
  readonly body: string;
}

const articles: readonly DemoArticle[] = [
  {
    title: 'Pausing a subscription',
    language: 'en',
    tags: ['subscription'],
    path: 'pause',
    body: `A subscription can be paused for up to six months.

# How
- Open **Your boxes** in the shop and choose *Pause*.
- Choose the month in which it goes on.

A box that has been packed already still leaves. Whoever pauses keeps their price.`,
  },
  {
    title: 'A parcel that did not arrive',
    language: 'en',
    tags: ['delivery'],
    path: 'parcels',
    body: `Couriers say “delivered” up to a day early.

- After **one working day** look at the photo of the courier.
- After **three** send again; nobody has to prove anything.

Note the courier in the conversation, so that the warehouse can count.`,
  },
  {
    title: 'Grind sizes, one to ten',
    language: 'en',
    tags: ['product', 'machines'],
    path: 'grind',
    body: `The number is on the bag.

- **2** espresso
- **4** moka pot
- **6** filter
- **9** French press

Sour means coarser than it should be; bitter means finer.`,
  },
  {
    title: 'Tazas rotas: cambio sin devolución',
    language: 'es',
    tags: ['damaged'],
    path: 'tazas',
    body: `Una taza rota se cambia sin devolver la primera.

- Pedir una foto.
- Enviar otra el mismo día.
- Anotar el lote, que está debajo.`,
  },
];

/** What agents look up and send. */
export async function makeArticles(cleo: DeskPerson): Promise<void> {
  await Promise.all(
    articles.map(({ path, ...article }) =>
      cleo.ask('POST', '/api/articles', {
        ...article,
        state: 'published',
        publicUrl: `https://fernhill.example/help/${path}`,
      }),
    ),
  );
}
