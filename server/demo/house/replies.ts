import type { MacroAction } from '../../../contract/api/index.ts';
import type { DeskPerson } from '../callers.ts';
import type { Distribution } from './distribution.ts';

interface DemoReply {
  readonly slug: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly en: string;
  readonly es: string;
}

const replies: readonly DemoReply[] = [
  {
    slug: 'hello',
    title: 'A greeting',
    tags: ['greeting'],
    en: 'Hello {FirstName{Customer}}, this is {FirstName{Agent}} of Fernhill. How can I help?',
    es: 'Hola {FirstName{Customer}}, soy {FirstName{Agent}} de Fernhill. ¿En qué puedo ayudarte?',
  },
  {
    slug: 'sorry',
    title: 'Arrived broken',
    tags: ['damaged'],
    en: 'I am sorry, {FirstName{Customer}}. A new one leaves today; please keep or recycle the broken one.',
    es: 'Lo siento, {FirstName{Customer}}. Hoy sale otra; no hace falta devolver la rota.',
  },
  {
    slug: 'order-number',
    title: 'Asks for the order number',
    tags: ['delivery', 'order'],
    en: 'Could you send me the order number? It is five digits, at the top of the confirmation.',
    es: '¿Me envías el número de pedido? Son cinco cifras, arriba en la confirmación.',
  },
  {
    slug: 'shipping',
    title: 'How long parcels take',
    tags: ['delivery'],
    en: 'Parcels leave within a day and take two to three days in the UK, five to seven elsewhere.',
    es: 'Los paquetes salen en un día y tardan de cinco a siete días fuera del Reino Unido.',
  },
  {
    slug: 'bye',
    title: 'A farewell',
    tags: ['greeting'],
    en: 'Gladly. Enjoy the coffee!',
    es: '¡Con gusto! Que disfrutes el café.',
  },
];

/** Quick replies in two languages, and macros that use them. */
export async function makeReplies(ada: DeskPerson, { tradeId }: Distribution): Promise<void> {
  const made = new Map<string, string>();
  await Promise.all(
    replies.map(async ({ slug, title, tags, en, es }) => {
      const messages = [
        { language: 'en', text: en },
        { language: 'es', text: es },
      ];
      const body = { slug, title, tags, scope: 'all', messages };
      made.set(slug, (await ada.ask<{ id: string }>('POST', '/api/quick-replies', body)).id);
    }),
  );
  const macro = (name: string, description: string, actions: MacroAction[]) =>
    ada.ask('POST', '/api/macros', { name, description, scope: 'all', actions });
  await Promise.all([
    macro('Arrived broken', 'Says sorry, notes it for the warehouse, and raises the priority.', [
      { type: 'assign_to_me' },
      { type: 'send_quick_reply', quickReplyId: made.get('sorry') ?? '' },
      { type: 'add_tags', tags: ['damaged'] },
      { type: 'set_priority', priority: 'high' },
      { type: 'add_note', text: 'Replacement promised to {FullName{Customer}}.' },
    ]),
    macro('To the trade desk', 'Hands it to those who know prices by the sack.', [
      { type: 'add_tags', tags: ['wholesale'] },
      { type: 'transfer_to_queue', queueId: tradeId },
    ]),
    macro('Ask again tomorrow', 'Out of sight for a day.', [{ type: 'snooze', minutes: 24 * 60 }]),
  ]);
}
