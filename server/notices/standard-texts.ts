import type { NoticeTrigger, OptOutWords, PrivacySetting } from '../../contract/api/notices.ts';

/** What is offered for each trigger, until a workspace has its own words. */
export const standardTexts: Readonly<Record<NoticeTrigger, Readonly<Record<string, string>>>> = {
  greeting: {
    en: 'Hello {CustomerName}, thank you for writing to {HandleName}. We will be with you shortly.',
    de: 'Hallo {CustomerName}, danke für die Nachricht an {HandleName}. Wir sind gleich da.',
  },
  out_of_hours: {
    en: 'We are closed right now and will answer when we open again: {NextOpening}.',
    de: 'Wir haben gerade geschlossen und antworten, sobald wir wieder da sind: {NextOpening}.',
  },
  holiday: {
    en: 'Today is a holiday here. We will answer when we open again: {NextOpening}.',
    de: 'Heute ist bei uns Feiertag. Wir antworten, sobald wir wieder da sind: {NextOpening}.',
  },
  no_agent: {
    en: 'Nobody is free at the moment. Your message is safe with us and will be answered.',
    de: 'Gerade ist niemand frei. Die Nachricht ist angekommen und wird beantwortet.',
  },
  next_in_line: {
    en: 'You are next in line.',
    de: 'Als Nächstes ist diese Unterhaltung an der Reihe.',
  },
  queue_position: {
    en: 'You are number {Position} in line.',
    de: 'Diese Unterhaltung steht an Stelle {Position} der Warteschlange.',
  },
  agent_assigned: {
    en: 'Your conversation is being handed to a colleague.',
    de: 'Die Unterhaltung wird gerade jemandem übergeben.',
  },
  agent_joined: {
    en: '{AgentName} has joined the conversation.',
    de: '{AgentName} ist jetzt in der Unterhaltung.',
  },
  transfer_accepted: {
    en: '{AgentName} has taken over the conversation.',
    de: '{AgentName} hat die Unterhaltung übernommen.',
  },
  consult_accepted: {
    en: 'A colleague is helping with your question.',
    de: 'Jemand aus dem Team hilft bei der Frage mit.',
  },
  consult_ended: {
    en: 'The colleague who helped has left again.',
    de: 'Die Hilfe aus dem Team ist wieder gegangen.',
  },
  agent_left: {
    en: '{AgentName} has left the conversation for now. Write again whenever you like.',
    de: '{AgentName} hat die Unterhaltung fürs Erste verlassen. Einfach wieder schreiben.',
  },
  agent_disconnected: {
    en: 'The connection to our colleague was lost. Somebody else will go on.',
    de: 'Die Verbindung zu unserem Team ist abgerissen. Jemand anderes macht weiter.',
  },
  agent_ended: {
    en: '{AgentName} has ended the conversation. Thank you for writing to us.',
    de: '{AgentName} hat die Unterhaltung beendet. Danke für die Nachricht.',
  },
  session_ended: {
    en: 'This conversation was closed. Write again and we will open a new one.',
    de: 'Diese Unterhaltung wurde geschlossen. Eine neue Nachricht öffnet eine neue.',
  },
  overflow_ended: {
    en: 'We cannot take more conversations at the moment. Please write again later.',
    de: 'Wir können gerade keine weiteren Unterhaltungen annehmen. Bitte später noch einmal schreiben.',
  },
};

export const standardPrivacy: PrivacySetting = {
  mode: 'off',
  defaultLanguage: 'en',
  texts: {
    en: {
      notice: 'Our team reads and keeps this conversation. What that means for you: {Link}',
      page: [
        'When you write to us by direct message, your messages, your name, your user name and what your public profile on X says are stored in our customer service system. Our team reads them to answer you. Conversations may be monitored and recorded to check and improve our service.',
        'X Corp. carries the messages and handles them by its own terms. From us, data goes to nobody else unless a law demands it.',
        'You can ask us at any time what we keep about you, and to correct or delete it. Write to us here.',
      ].join('\n\n'),
      question:
        'Before we read what you wrote: our team would store and read this conversation. Is that all right? What it means for you: {Link}',
      yes: 'Yes',
      no: 'No',
      given: 'Thank you. We are reading your message now.',
      refused: 'Understood. Nobody reads what you wrote. Write “Yes” if you change your mind.',
    },
    de: {
      notice: 'Unser Team liest und speichert diese Unterhaltung. Was das bedeutet: {Link}',
      page: [
        'Wer uns eine Direktnachricht schreibt, dessen Nachrichten, Name, Benutzername und öffentliches Profil auf X werden in unserem Kundendienst gespeichert. Unser Team liest sie, um zu antworten. Unterhaltungen können mitgelesen und aufgezeichnet werden, um den Dienst zu prüfen und zu verbessern.',
        'X Corp. überträgt die Nachrichten und behandelt sie nach eigenen Bedingungen. Von uns gehen die Daten an niemanden sonst, es sei denn, ein Gesetz verlangt es.',
        'Auskunft, Berichtigung und Löschung sind jederzeit möglich. Einfach hier schreiben.',
      ].join('\n\n'),
      question:
        'Bevor wir die Nachricht lesen: Unser Team würde diese Unterhaltung speichern und lesen. Ist das in Ordnung? Was das bedeutet: {Link}',
      yes: 'Ja',
      no: 'Nein',
      given: 'Danke. Wir lesen die Nachricht jetzt.',
      refused:
        'Verstanden. Niemand liest, was geschrieben wurde. „Ja“ schreiben, um es sich anders zu überlegen.',
    },
  },
};

/** Beside the labels of the question's own answers. */
export const YES_WORDS = ['yes', 'y', 'ok', 'okay', 'agree', 'i agree', 'ja', 'oui', 'si', 'sí', 'sim'];
export const NO_WORDS = ['no', 'n', 'nein', 'non', 'não', 'i do not agree'];

export const standardWords: OptOutWords = {
  en: {
    out: ['stop', 'stop all', 'unsubscribe', 'opt out', 'optout', 'quit'],
    in: ['start', 'subscribe', 'opt in', 'optin', 'unstop'],
    confirmOut: 'You will get no more automatic messages from us. Write START to have them again.',
    confirmIn: 'You will get our automatic messages again. Write STOP to end them.',
  },
  de: {
    out: ['stopp', 'abmelden', 'abbestellen'],
    in: ['anmelden', 'starten'],
    confirmOut: 'Von uns kommen keine automatischen Nachrichten mehr. Mit START kommen sie wieder.',
    confirmIn: 'Unsere automatischen Nachrichten kommen wieder. Mit STOP enden sie.',
  },
  es: {
    out: ['parar', 'baja', 'cancelar'],
    in: ['alta', 'comenzar'],
    confirmOut: 'No recibirás más mensajes automáticos nuestros. Escribe START para volver a recibirlos.',
    confirmIn: 'Volverás a recibir nuestros mensajes automáticos. Escribe STOP para terminarlos.',
  },
  fr: {
    out: ['arrêt', 'arret', 'désabonner', 'desabonner'],
    in: ['abonner', 'reprendre'],
    confirmOut:
      'Vous ne recevrez plus de messages automatiques de notre part. Écrivez START pour les recevoir à nouveau.',
    confirmIn: 'Vous recevrez à nouveau nos messages automatiques. Écrivez STOP pour y mettre fin.',
  },
};
