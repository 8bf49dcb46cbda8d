import type { Media } from '../../contract/api/index.ts';
import type { Id } from '../base/index.ts';

export type MediaId = Id<'media'>;
export type MediaKind = Media['kind'];

/** One file of a message, or one that was uploaded for a message to come. */
export interface MediaFile {
  readonly id: MediaId;
  readonly messageId: string | null;
  readonly conversationId: string | null;
  readonly accountId: string | null;
  readonly kind: MediaKind;
  readonly state: Media['state'];
  readonly failure: string | null;
  readonly xMediaKey: string | null;
  /** Where X keeps it; never shown to a browser. */
  readonly xUrl: string | null;
  readonly blobKey: string | null;
  readonly contentType: string | null;
  readonly byteSize: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly altText: string | null;
  readonly fetchTries: number;
  readonly uploadedBy: string | null;
  readonly xUploadId: string | null;
  readonly xUploadExpiresAt: Date | null;
  readonly createdAt: Date;
}
