import { declareErrors } from './declare.ts';

export const mediaErrors = declareErrors({
  media_not_found: { status: 404, who: 'caller', sentence: 'There is no such file.' },
  media_missing: { status: 400, who: 'caller', sentence: 'Send one file, as multipart/form-data.' },
  media_kind_refused: {
    status: 415,
    who: 'caller',
    sentence: 'X takes JPEG, PNG, WebP, GIF and MP4 files only; this is none of them.',
  },
  media_too_large: {
    status: 413,
    who: 'caller',
    sentence: 'The file is larger than {limit} MB, which is the most that X takes of this kind.',
  },
  media_not_stored: { status: 409, who: 'time', sentence: 'The file is not here yet.' },
  media_bytes_lost: {
    status: 410,
    who: 'operator',
    sentence: 'The bytes of this file are missing from the storage directory.',
  },
  media_not_fetchable: { status: 409, who: 'caller', sentence: 'This file cannot be fetched again.' },
});
