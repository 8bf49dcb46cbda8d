import { notifications } from '@mantine/notifications';
import { announce } from '../../ui/index.ts';
import { showUndo } from './show-undo.tsx';
import { tellProblem } from './tell.ts';
import { commonTexts } from '../texts/everywhere.ts';

interface Undoable {
  label: string;
  undo: () => Promise<unknown>;
  noteId: string;
}

const done: Undoable[] = [];
let counter = 0;
let coming: Promise<unknown> = Promise.resolve();

/** Something under way will offer its undo when it is done; a quick `z` waits for it. Must not reject. */
export function expectUndo(work: Promise<unknown>): void {
  coming = work;
}

/** Remembers how to take something back (`z`), and offers it for some seconds. */
export function offerUndo(label: string, undo: () => Promise<unknown>): void {
  counter += 1;
  const noteId = `undo-${counter}`;
  done.push({ label, undo, noteId });
  if (done.length > 50) done.shift();
  for (const old of done.slice(0, -1)) notifications.hide(old.noteId);
  showUndo(noteId, label, () => void undoLast());
  announce(`${label}. ${commonTexts.undoHint}`);
}

/** Remembers how to take something back that shows its own offer; answers how to forget it again. */
export function addUndoable(undo: () => Promise<unknown>): () => void {
  counter += 1;
  const item = { label: '', undo, noteId: `undo-${counter}` };
  done.push(item);
  return () => {
    const index = done.indexOf(item);
    if (index >= 0) done.splice(index, 1);
  };
}

/** Takes back what was done last. */
export async function undoLast(): Promise<void> {
  await coming;
  const last = done.pop();
  if (!last) {
    announce(commonTexts.nothingToUndo);
    return;
  }
  notifications.hide(last.noteId);
  try {
    await last.undo();
    announce(commonTexts.undone);
  } catch (error) {
    tellProblem(commonTexts.cannotUndo, error);
  }
}
