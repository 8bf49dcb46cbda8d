import type { RichContent } from '../../../../contract/api/index.ts';

/** What stands beside a picture; without a copy that X takes, the picture is a link. */
export function imageBody(image: Extract<RichContent, { type: 'image' }>, hasFile: boolean): string {
  return hasFile ? (image.text ?? '') : withLink(image.text, image.mediaUrl);
}

/** X takes images, GIFs and videos: any other file is a link. */
export function fileBody(file: Extract<RichContent, { type: 'file' }>, hasFile: boolean): string {
  return hasFile ? (file.text ?? '') : withLink(file.text, file.mediaUrl);
}

function withLink(text: string | undefined, url: string): string {
  return (text ?? '').trim() === '' ? url : `${text}\n${url}`;
}
