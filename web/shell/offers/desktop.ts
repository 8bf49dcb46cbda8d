import type { Offer, Preferences } from '../../../contract/api/index.ts';
import { rings } from '../../live/ringer.ts';
import { offerTexts } from '../../texts/seat.ts';

export type DesktopAnswer = (action: 'accept' | 'decline' | 'show', sessionId: string) => void;

/** Whether an offer is to be shown outside the page: the template's word unless the person prefers their own. */
export function wantsDesktop(
  offer: Pick<Offer, 'desktop'>,
  preferences: Preferences,
  inBackground: boolean,
): boolean {
  const when = preferences.offerDesktop === 'template' ? offer.desktop : preferences.offerDesktop;
  return when === 'always' || (when === 'background' && inBackground);
}

/** Shows offers on the desktop, with buttons where the browser has them; a plain click leads to the page. */
export class Desktop {
  readonly #answer: DesktopAnswer;
  readonly #shown = new Map<string, () => void>();
  #worker: Promise<ServiceWorkerRegistration | undefined> | undefined;

  constructor(answer: DesktopAnswer) {
    this.#answer = answer;
  }

  /** Hears which button was pressed; answers how to stop. */
  listen(): () => void {
    if (!('serviceWorker' in navigator)) return () => undefined;
    const hear = ({ data }: MessageEvent<{ type?: string; action: string; sessionId: string }>) => {
      if (data.type !== 'offer') return;
      // The worker is ours: it says one of the three.
      this.#answer(data.action as 'accept' | 'decline' | 'show', data.sessionId);
    };
    navigator.serviceWorker.addEventListener('message', hear);
    return () => navigator.serviceWorker.removeEventListener('message', hear);
  }

  /** Shows what is new and takes away what is answered. */
  update(offers: readonly Offer[], preferences: Preferences): void {
    for (const [sessionId, close] of this.#shown) {
      if (offers.some((offer) => offer.sessionId === sessionId)) continue;
      this.#shown.delete(sessionId);
      close();
    }
    if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || !rings()) return;
    for (const offer of offers) {
      if (this.#shown.has(offer.sessionId) || !wantsDesktop(offer, preferences, !document.hasFocus()))
        continue;
      this.#shown.set(offer.sessionId, () => undefined);
      void this.#show(offer);
    }
  }

  /** Takes everything away: nobody is there to answer. */
  clear(): void {
    for (const close of this.#shown.values()) close();
    this.#shown.clear();
  }

  async #show(offer: Offer): Promise<void> {
    const title = `${offerTexts.scenario[offer.scenario]}: ${offer.title}`;
    const body = offer.fields.map(({ heading, value }) => `${heading}: ${value}`).join('\n');
    const options = { body, tag: offer.sessionId, icon: '/icon.svg', requireInteraction: true };
    const worker = await this.#ready();
    if (!this.#shown.has(offer.sessionId)) return;
    if (worker) {
      const actions = [
        { action: 'accept', title: offer.acceptText },
        ...(offer.declineText === null ? [] : [{ action: 'decline', title: offer.declineText }]),
      ];
      // `actions` is in the standard; the types of pages leave it to those of workers.
      const withActions: NotificationOptions = Object.assign(options, {
        actions,
        data: { sessionId: offer.sessionId },
      });
      await worker.showNotification(title, withActions);
      this.#shown.set(offer.sessionId, () => void closeIn(worker, offer.sessionId));
      return;
    }
    const note = new Notification(title, options);
    note.addEventListener('click', () => {
      window.focus();
      this.#answer('show', offer.sessionId);
      note.close();
    });
    this.#shown.set(offer.sessionId, () => note.close());
  }

  #ready(): Promise<ServiceWorkerRegistration | undefined> {
    this.#worker ??= register();
    return this.#worker;
  }
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    await navigator.serviceWorker.register('/offers-worker.js');
    return await navigator.serviceWorker.ready;
  } catch {
    // Not over https, or forbidden here: plain notifications without buttons then.
    return undefined;
  }
}

async function closeIn(worker: ServiceWorkerRegistration, tag: string): Promise<void> {
  for (const note of await worker.getNotifications({ tag })) note.close();
}
