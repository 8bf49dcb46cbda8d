import { useEffect, useRef, useState } from 'react';
import type { Media } from '../../../../contract/api/index.ts';
import { upload } from '../../../api/upload.ts';
import { findFileProblem } from '../../../lib/check-file.ts';
import { describeError } from '../../../shell/tell.ts';
import { composerTexts } from '../../../texts/composer.ts';

export type Attachment =
  | { state: 'uploading'; name: string; percent: number; preview: string | undefined }
  | { state: 'ready'; media: Media }
  | { state: 'failed'; name: string; problem: string };

/** The one attachment of a message: checked, uploaded with progress, removable at any time. */
export function useAttachment(onChange: (mediaIds: string[]) => void) {
  const [attachment, setAttachment] = useState<Attachment | undefined>();
  const abort = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  const take = async (files: readonly File[]): Promise<void> => {
    const [file] = files;
    if (!file) return;
    const problem = findFileProblem(file);
    if (problem) {
      const sentence =
        problem.kind === 'type'
          ? composerTexts.fileType
          : problem.kind === 'empty'
            ? composerTexts.fileEmpty
            : composerTexts.fileSize(problem.megabytes);
      setAttachment({ state: 'failed', name: file.name, problem: sentence });
      return;
    }
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
    setAttachment({ state: 'uploading', name: file.name, percent: 0, preview });
    try {
      const media = await upload(file, {
        signal: mine.signal,
        onProgress: (percent) => setAttachment({ state: 'uploading', name: file.name, percent, preview }),
      });
      setAttachment({ state: 'ready', media });
      onChange([media.id]);
    } catch (error) {
      if (mine.signal.aborted) return;
      setAttachment({ state: 'failed', name: file.name, problem: describeError(error) });
    } finally {
      if (preview) URL.revokeObjectURL(preview);
    }
  };

  const remove = () => {
    abort.current?.abort();
    setAttachment(undefined);
    onChange([]);
  };

  /** Puts in a file that the server has already: from a draft, or of a message that was taken back. */
  const restore = (media: Media | undefined) => setAttachment(media && { state: 'ready', media });

  return { attachment, take, remove, restore };
}
