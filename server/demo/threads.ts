import type { StaffKey } from './people.ts';

/** Who says a line: the customer, the business from X's own apps, or one of the demo's agents at the desk. */
export type DemoSpeaker = 'customer' | 'business' | StaffKey;

export interface DemoLine {
  readonly by: DemoSpeaker;
  readonly text?: string;
  /** Sent with it: a file of `assets/`. */
  readonly media?: 'cracked-cup.png' | 'delivery-door.png' | 'grinder.gif';
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly name: string };
  /** Only colleagues see it. */
  readonly note?: boolean;
  /** With whose name a note begins. */
  readonly mentions?: StaffKey;
}

export interface DemoThread {
  readonly customer: string;
  readonly handle: 'main' | 'wholesale';
  /** How long before the demo's first start the thread began; lines follow some minutes apart. */
  readonly hoursAgo: number;
  readonly lines: readonly DemoLine[];
  /** What agents did with it. */
  readonly outcome?: {
    readonly assign?: StaffKey;
    readonly close?: boolean;
    /** Waits for the customer. */
    readonly putAside?: boolean;
    readonly snoozeHours?: number;
    readonly tags?: readonly string[];
    readonly priority?: 'low' | 'high' | 'urgent';
    readonly contact?: { readonly name: string; readonly email: string; readonly company?: string };
    readonly case?: { readonly title: string; readonly product: string };
  };
}

/** The demo's conversations, oldest first. */
export const demoThreads: readonly DemoThread[] = [
  {
    customer: 'ruth',
    handle: 'main',
    hoursAgo: 171,
    lines: [
      { by: 'customer', text: 'Do you still make the dark roast with the heron on the bag?' },
      {
        by: 'business',
        text: 'Hello Ruth! The Heron is back since Monday. Same roast, slightly bigger bag.',
      },
      { by: 'customer', text: 'You have made an old woman happy.' },
    ],
    outcome: { close: true, tags: ['product'] },
  },
  {
    customer: 'felix',
    handle: 'wholesale',
    hoursAgo: 148,
    lines: [
      {
        by: 'customer',
        text: 'Bonjour, livrez-vous en France pour une boulangerie ? Environ 20 kg par mois.',
      },
      { by: 'business', text: 'Bonjour Felix, oui, chaque mardi. Je vous envoie la grille tarifaire.' },
      { by: 'customer', text: 'Parfait, merci !' },
    ],
    outcome: {
      close: true,
      tags: ['wholesale'],
      contact: {
        name: 'Felix Moreau',
        email: 'felix@moreau-boulanger.example',
        company: 'Boulangerie Moreau',
      },
    },
  },
  {
    customer: 'elin',
    handle: 'main',
    hoursAgo: 120,
    lines: [
      { by: 'customer', text: 'Hei! Can I change the grind of order 20817? I chose whole bean by mistake.' },
      { by: 'business', text: 'Changed to filter for you. It leaves tomorrow.' },
    ],
    outcome: { close: true, tags: ['order change'] },
  },
  {
    customer: 'marco',
    handle: 'main',
    hoursAgo: 97,
    lines: [
      { by: 'customer', text: 'Quale macinatura per la moka da 6 tazze?' },
      { by: 'business', text: 'Ciao Marco! Media-fine, la numero 4 sul nostro sacchetto.' },
      { by: 'customer', text: 'Grazie mille' },
    ],
    outcome: { close: true, tags: ['product'] },
  },
  {
    customer: 'sam',
    handle: 'main',
    hoursAgo: 74,
    lines: [
      {
        by: 'customer',
        text: 'I am filming a blind tasting next week. Could you send three roasts? Happy to pay.',
      },
      { by: 'business', text: 'We would love that. Where shall we send them?' },
      { by: 'customer', text: 'Studio address by mail. Who should I write to?' },
    ],
    outcome: { assign: 'cleo', tags: ['press'], priority: 'high' },
  },
  {
    customer: 'kofi',
    handle: 'wholesale',
    hoursAgo: 53,
    lines: [
      {
        by: 'customer',
        text: 'Hi! We run a co-working space with 140 desks. What would a monthly subscription cost?',
      },
      { by: 'business', text: 'Hello Kofi, roughly how many cups a day do you serve?' },
      { by: 'customer', text: 'Around 300 on a busy day, fewer on Fridays.' },
    ],
    outcome: {
      snoozeHours: 20,
      assign: 'ben',
      tags: ['wholesale'],
      contact: { name: 'Kofi Darko', email: 'kofi@deskhouse.example', company: 'Deskhouse' },
    },
  },
  {
    customer: 'hana',
    handle: 'main',
    hoursAgo: 30,
    lines: [
      { by: 'customer', text: 'こんにちは。日本への配送はできますか？送料も教えてください。' },
      { by: 'business', text: 'はい、日本へ発送できます。送料は1,800円、5〜7日でお届けします。' },
      { by: 'customer', text: 'ありがとうございます！注文します ☕️' },
      { by: 'customer', text: 'ギフト包装は可能ですか？' },
    ],
    outcome: { tags: ['shipping'] },
  },
  {
    customer: 'bram',
    handle: 'main',
    hoursAgo: 27,
    lines: [
      { by: 'customer', text: 'My subscription box skipped a month?' },
      { by: 'customer', text: 'Order 20455, supposed to come on the 3rd.' },
    ],
    outcome: {
      tags: ['subscription'],
      priority: 'urgent',
      case: { title: 'Subscription box missing', product: 'Subscription' },
    },
  },
  {
    customer: 'noor',
    handle: 'main',
    hoursAgo: 22,
    lines: [
      { by: 'customer', text: 'مرحبا، هل القهوة منزوعة الكافيين متوفرة؟' },
      { by: 'business', text: 'مرحبا نور، نعم، متوفرة بحجم 250 غرام.' },
      { by: 'customer', text: 'شكرا جزيلا 🌿' },
    ],
    outcome: { close: true, tags: ['product'] },
  },
  {
    customer: 'chen',
    handle: 'main',
    hoursAgo: 20,
    lines: [{ by: 'customer', text: '你好，我的订单 20933 显示已送达，但是我没有收到。' }],
    outcome: { tags: ['delivery'] },
  },
  {
    customer: 'dev',
    handle: 'main',
    hoursAgo: 9,
    lines: [
      {
        by: 'customer',
        text: 'What water temperature do you suggest for the Highland lot? Mine comes out sour below 92 °C.',
      },
      { by: 'customer', text: 'Notes so far: https://brewlog.example/highland #pourover' },
    ],
    outcome: { tags: ['product'] },
  },
  {
    customer: 'pilar',
    handle: 'main',
    hoursAgo: 7,
    lines: [
      { by: 'customer', text: 'La taza llegó así 😢', media: 'cracked-cup.png' },
      { by: 'dana', text: 'Hola Pilar, lo siento mucho. Te enviamos otra hoy mismo.' },
      {
        by: 'dana',
        text: '@Ben Oduya second cracked cup of the same batch this week. Could you tell the warehouse?',
        note: true,
        mentions: 'ben',
      },
      { by: 'customer', text: '¡Qué rápido! ¿Tengo que devolver la rota?' },
    ],
    outcome: {
      assign: 'dana',
      tags: ['damaged'],
      priority: 'high',
      case: { title: 'Cracked cups of batch 11', product: 'Stoneware cup' },
    },
  },
  {
    customer: 'greta',
    handle: 'wholesale',
    hoursAgo: 6,
    lines: [
      { by: 'customer', text: 'Hi, our office needs 8 kg a month. Do you invoice in SEK?' },
      { by: 'ben', text: 'Hi Greta, yes, SEK or EUR, whichever you like. Shall I set it up from December?' },
      { by: 'customer', text: 'Yes please. Invoice address follows.' },
    ],
    outcome: {
      assign: 'ben',
      tags: ['wholesale'],
      contact: { name: 'Greta Lindqvist', email: 'greta@nordkontor.example', company: 'Nordkontor AB' },
    },
  },
  {
    customer: 'owen',
    handle: 'main',
    hoursAgo: 5,
    lines: [
      { by: 'customer', text: 'Courier says delivered but this is not my door', media: 'delivery-door.png' },
      {
        by: 'customer',
        text: 'I am here',
        location: { latitude: 51.4816, longitude: -3.1791, name: 'Cardiff' },
      },
    ],
    outcome: { tags: ['delivery'], priority: 'high' },
  },
  {
    customer: 'lucia',
    handle: 'main',
    hoursAgo: 3,
    lines: [
      { by: 'customer', text: 'Mi molinillo hace esto', media: 'grinder.gif' },
      { by: 'emil', text: 'Gracias por el vídeo, Lucía. ¿Qué número de serie ves debajo?' },
    ],
    outcome: {
      assign: 'emil',
      putAside: true,
      tags: ['warranty'],
      case: { title: 'Grinder makes a grinding noise', product: 'Hand grinder' },
    },
  },
  {
    customer: 'ivy',
    handle: 'main',
    hoursAgo: 2,
    lines: [{ by: 'customer', text: 'Is there still time to get a gift box to Toronto before the 24th?' }],
  },
  {
    customer: 'yusuf',
    handle: 'wholesale',
    hoursAgo: 1.5,
    lines: [
      { by: 'customer', text: 'I open my café in spring. Do you train baristas as well?' },
      { by: 'customer', text: 'Four people, two days would be great.' },
    ],
    outcome: { tags: ['wholesale'] },
  },
  {
    customer: 'ana',
    handle: 'main',
    hoursAgo: 1,
    lines: [
      { by: 'customer', text: 'I make cups by hand. Would you like to sell some with your coffee?' },
      { by: 'business', text: 'They are beautiful. I pass it on to our buyer.' },
      { by: 'customer', text: 'Thank you! No hurry.' },
    ],
    outcome: { snoozeHours: 44, tags: ['partner'] },
  },
  {
    customer: 'tobias',
    handle: 'main',
    hoursAgo: 0.5,
    lines: [
      { by: 'customer', text: 'Rechnung zu Bestellung 20958 fehlt noch. Können Sie die schicken?' },
      { by: 'customer', text: 'Bitte auf „Renner Architekten GmbH“.' },
    ],
    outcome: { tags: ['invoice'] },
  },
  {
    customer: 'mira',
    handle: 'main',
    hoursAgo: 0.1,
    lines: [
      { by: 'customer', text: 'Hi! My order 20961 arrived and it smells amazing 😍' },
      { by: 'customer', text: 'One question: can I pause the subscription while I am away in December?' },
    ],
  },
];
