/** A command that has a key. Ids are kept in the preferences; do not rename them. */
export const defaultKeys = {
  'list.next': 'j',
  'list.previous': 'k',
  'list.open': 'Enter',
  'list.select': 'x',
  'compose.reply': 'r',
  'compose.note': 'n',
  'compose.send': 'Mod+Enter',
  'compose.sendAndClose': 'Mod+Shift+Enter',
  'conversation.close': 'e',
  'conversation.snooze': 'h',
  'conversation.assign': 'a',
  'conversation.toMe': 'm',
  'conversation.tag': 't',
  'conversation.priority': 'p',
  'conversation.unread': 'u',
  'conversation.end': 'w',
  'conversation.putAside': 'b',
  'conversation.release': 'o',
  'offer.accept': 'y',
  'offer.decline': 'd',
  'session.next': 's',
  undo: 'z',
  'go.inbox': 'g i',
  'go.settings': 'g s',
  'panel.list': '[',
  'panel.context': ']',
  search: '/',
  keys: '?',
  palette: 'Mod+k',
  back: 'Escape',
} as const;

export type CommandId = keyof typeof defaultKeys;
// Object.keys forgets the literal keys.
export const commandIds = Object.keys(defaultKeys) as CommandId[];

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const modifiersAlone = new Set([
  'Shift',
  'Control',
  'Meta',
  'Alt',
  'AltGraph',
  'Dead',
  'Process',
  'CapsLock',
]);

/** The name of a key press as keymaps write it: `j`, `?`, `Mod+Shift+Enter`; undefined for what is nobody's. */
export function nameKey(press: KeyPress): string | undefined {
  const { key } = press;
  if (!key || modifiersAlone.has(key)) return undefined;
  const mod = press.ctrlKey || press.metaKey;
  // Alt writes characters on many keyboards; with Ctrl it is AltGr.
  if (press.altKey && (mod || key.length > 1)) return undefined;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const name = key === ' ' ? 'Space' : letter ? key.toLowerCase() : key;
  const shift = press.shiftKey && (key.length > 1 || letter);
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** Which command each key gives: own keys first; a default that lost its key to an own one is without. */
export function buildKeymap(own: Readonly<Record<string, string>>): Map<string, CommandId> {
  const keymap = new Map<string, CommandId>();
  for (const id of commandIds) {
    const key = own[id];
    if (key) keymap.set(key, id);
  }
  for (const id of commandIds) {
    if (own[id] === undefined && !keymap.has(defaultKeys[id])) keymap.set(defaultKeys[id], id);
  }
  return keymap;
}

/** The key of a command in this keymap. */
export function findKey(keymap: ReadonlyMap<string, CommandId>, id: CommandId): string | undefined {
  for (const [key, command] of keymap) if (command === id) return key;
  return undefined;
}

/** Reads presses one after another, so that `g i` works: after `g`, the next press within a second counts. */
export class KeyReader {
  #prefix: { name: string; atMs: number } | undefined;

  read(
    keymap: ReadonlyMap<string, CommandId>,
    name: string,
    nowMs: number,
  ): CommandId | 'prefix' | undefined {
    const prefix = this.#prefix && nowMs - this.#prefix.atMs < 1_000 ? this.#prefix.name : undefined;
    this.#prefix = undefined;
    if (prefix) {
      const command = keymap.get(`${prefix} ${name}`);
      if (command) return command;
    }
    const command = keymap.get(name);
    if (command) return command;
    if ([...keymap.keys()].some((key) => key.startsWith(`${name} `))) {
      this.#prefix = { name, atMs: nowMs };
      return 'prefix';
    }
    return undefined;
  }
}

/** Keys as people know them: ⌘ on Apple's keyboards, Ctrl elsewhere. */
export function showKey(key: string, apple: boolean): string {
  const words: Record<string, string> = apple
    ? { Mod: '⌘', Shift: '⇧', Enter: '⏎', Escape: 'Esc' }
    : { Mod: 'Ctrl', Enter: 'Enter', Escape: 'Esc' };
  return key
    .split(' ')
    .map((part) =>
      part
        .split('+')
        .map((name) => words[name] ?? (name.length === 1 ? name.toUpperCase() : name))
        .join(apple ? '' : '+'),
    )
    .join(' ');
}
