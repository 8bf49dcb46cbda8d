export { fillingOf, fillings } from './filling.ts';
export { createMedia, type Media } from './media.ts';
export { presentMedia } from './present.ts';
export {
  attachMedia,
  findFile,
  insertRemoteFiles,
  listFiles,
  listFilesOf,
  listMediaOf,
  moveMedia,
  rememberXUpload,
  type RemoteFile,
} from './store.ts';
export type { MediaFile, MediaId, MediaKind } from './types.ts';
