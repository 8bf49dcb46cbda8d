export { fillingOf, fillings } from './filling.ts';
export { createMedia, type Media } from './media.ts';
export { copyFile, keepFile, KeptRefused } from './kept.ts';
export { presentMedia } from './present.ts';
export {
  attachMedia,
  deleteFile,
  findFile,
  insertRemoteFiles,
  listFiles,
  listFilesOf,
  listMediaOf,
  moveMedia,
  placeKept,
  rememberXUpload,
  type RemoteFile,
} from './store.ts';
export type { MediaFile, MediaId, MediaKind } from './types.ts';
export { ContentTooLarge } from './take-bytes.ts';
export { sendFile } from './routes/bytes.ts';
