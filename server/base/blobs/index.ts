export { openBlobDirectory } from './directory.ts';
export { BlobMissing, type BlobStore } from './store.ts';
