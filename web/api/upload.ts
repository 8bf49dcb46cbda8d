import type { DatasetUpload, Media } from '../../contract/api/index.ts';
import { ApiError, apiPaths, clientHeaders, readApiError } from '../../client/index.ts';

interface UploadOptions {
  signal: AbortSignal;
  /** Whole percent of the bytes that have left. */
  onProgress: (percent: number) => void;
}

/** Sends a file for a message. */
export const upload = (file: File, options: UploadOptions): Promise<Media> =>
  send<Media>(apiPaths['media.upload'], file, options);

/** Sends a file that shall become a DataSet. */
export const uploadData = (file: File, options: UploadOptions): Promise<DatasetUpload> =>
  send<DatasetUpload>(apiPaths['datasets.upload'], file, options);

/** Only XMLHttpRequest tells how far an upload has come. */
function send<Answer>(path: string, file: File, { signal, onProgress }: UploadOptions): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(clientHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(Math.floor((event.loaded / event.total) * 100));
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        // The response is what the route's declaration says.
        done(JSON.parse(request.responseText) as Answer);
      } else fail(readApiError(request.status, request.responseText));
    });
    request.addEventListener('error', () =>
      fail(new ApiError(0, 'server_unreachable', 'The upload was interrupted.')),
    );
    request.addEventListener('abort', () => fail(signal.reason));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
