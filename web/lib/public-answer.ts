import { composeLink } from './compose-link.ts';

/** Stands for the link in a wording. */
export const LINK_PLACE = '{link}';

/** A wording with the link to a message in it; a wording without a place for it stays as it is. */
export function fillWording(wording: string, xUserId: string): string {
  return wording.replace(LINK_PLACE, composeLink(xUserId));
}

/** The wording that a text was made from, so that the next answer begins with it; undefined without the link. */
export function wordingOf(text: string, xUserId: string): string | undefined {
  const link = composeLink(xUserId);
  return text.includes(link) ? text.replace(link, LINK_PLACE).trim() : undefined;
}

export function hasLink(text: string, xUserId: string): boolean {
  return text.includes(composeLink(xUserId));
}

const keyOf = (handleId: string) => `public-answer.${handleId}`;

/** The wording that this browser used last for a handle. */
export function lastWording(handleId: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(handleId)) ?? undefined;
  } catch {
    // A browser that stores nothing begins with the standard wording.
    return undefined;
  }
}

export function keepWording(handleId: string, wording: string): void {
  try {
    localStorage.setItem(keyOf(handleId), wording);
  } catch {
    // As above.
  }
}
