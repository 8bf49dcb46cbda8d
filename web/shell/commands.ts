import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { buildKeymap, type CommandId, KeyReader, nameKey } from '../lib/keymap.ts';
import { HeldCommand } from './held-command.ts';

type Run = () => void;
type Handlers = Partial<Record<CommandId, Run>>;

const registered: { current: Handlers }[] = [];
const changeListeners = new Set<() => void>();
const runListeners = new Set<(id: CommandId) => void>();
const held = new HeldCommand();
let revision = 0;

function tellChange(): void {
  revision += 1;
  for (const listener of changeListeners) listener();
}

/** Offers commands while the calling component is on the screen; the newest offer of a command wins. */
export function useCommands(handlers: Handlers): void {
  const entry = useRef(handlers);
  // Before the next key can be pressed: what is run must know what was just written.
  useLayoutEffect(() => {
    entry.current = handlers;
  });
  useEffect(() => {
    registered.push(entry);
    tellChange();
    return () => {
      registered.splice(registered.indexOf(entry), 1);
      tellChange();
    };
  }, []);
}

export function findCommand(id: CommandId): Run | undefined {
  for (const entry of registered.toReversed()) {
    const run = entry.current[id];
    if (run) return run;
  }
  return undefined;
}

export function runCommand(id: CommandId): boolean {
  const run = findCommand(id);
  if (!run) return false;
  run();
  for (const listener of runListeners) listener(id);
  return true;
}

/** This conversation is on its way: commands about one wait for it, and do not hit the one before. */
export function expectConversation(conversationId: string | undefined): void {
  held.expect(conversationId, performance.now());
}

/** It is on the screen and offers its commands: does what was pressed meanwhile. */
export function tellConversationThere(conversationId: string): void {
  const id = held.release(conversationId, performance.now());
  if (id) runCommand(id);
}

/** It went away, or cannot be shown. */
export function forgetConversation(conversationId: string): void {
  held.giveUp(conversationId);
}

/** Hears which commands were run, by key or by palette: the practice follows along. */
export function onCommand(listener: (id: CommandId) => void): () => void {
  runListeners.add(listener);
  return () => runListeners.delete(listener);
}

/** Renders again when other commands are offered. */
export function useCommandRevision(): number {
  return useSyncExternalStore(
    (listener) => {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    () => revision,
  );
}

const whileTyping = new Set<CommandId>(['back', 'palette', 'compose.send', 'compose.sendAndClose']);

/** Listens to the whole keyboard. Single keys are off while somebody types or stands in a menu or dialog. */
export function useKeyboard(ownKeys: Readonly<Record<string, string>>): void {
  useEffect(() => {
    const keymap = buildKeymap(ownKeys);
    const reader = new KeyReader();
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) {
        // Holding j runs down the list; nothing else repeats.
        if (!event.repeat || event.defaultPrevented || event.isComposing) return;
      }
      const name = nameKey(event);
      if (!name) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      const typing = isTyping(target);
      const inLayer = isInOpenLayer(target);
      if ((typing || inLayer) && !name.startsWith('Mod+') && name !== 'Escape') return;
      if (inLayer && name === 'Escape') return;
      if (name === 'Enter' && target.closest('button,a,[role="button"],summary')) return;
      const command = reader.read(keymap, name, event.timeStamp);
      if (!command || command === 'prefix') return;
      if (typing && !whileTyping.has(command)) return;
      if (event.repeat && command !== 'list.next' && command !== 'list.previous') return;
      if (held.hold(command, performance.now())) {
        event.preventDefault();
        return;
      }
      if (!findCommand(command)) return;
      event.preventDefault();
      runCommand(command);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [ownKeys]);
}

/** A menu that was just chosen from is still fading and has the focus: a quick `z` is not meant for it. */
function isInOpenLayer(target: HTMLElement): boolean {
  const layer = target.closest('[role="dialog"],[role="menu"],[role="listbox"]');
  if (!layer) return false;
  if (layer.getAttribute('role') !== 'menu' || layer.id === '') return true;
  const opener = document.querySelector(`[aria-controls="${CSS.escape(layer.id)}"]`);
  return opener?.getAttribute('aria-expanded') === 'true';
}

function isTyping(target: HTMLElement): boolean {
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  );
}

export const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
