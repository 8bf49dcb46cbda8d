import type { WorkspaceDb } from '../base/index.ts';
import { listFilesOf } from './store.ts';
import type { MediaKind } from './types.ts';

/** What a list shows of a message that consists of a file. */
export const fillings: Readonly<Record<MediaKind, string>> = {
  photo: 'Photo',
  gif: 'GIF',
  video: 'Video',
  file: 'File',
};

/** What a list shows of a message without text: the kind of its first file. */
export async function fillingOf(db: WorkspaceDb, messageId: string): Promise<string | undefined> {
  const [file] = await listFilesOf(db, [messageId]);
  return file && fillings[file.kind];
}
