import { tryTexts as texts } from '../../../texts/programs.ts';

export interface Answer {
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  readonly tookMs: number;
  readonly text: string;
}

const MOST_SHOWN = 100_000;

/** Calls the API with a key, without the sign-in of this browser: what a program would see. */
export async function callAsProgram(call: {
  readonly method: string;
  readonly url: string;
  readonly keyId: string;
  readonly secret: string;
  readonly body: string | undefined;
}): Promise<Answer> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  // The page may be open under another name of this server than the one that programs are told.
  const { pathname, search } = new URL(call.url);
  try {
    const response = await fetch(pathname + search, {
      method: call.method,
      credentials: 'omit',
      headers: {
        authorization: `Basic ${base64(`${call.keyId}:${call.secret}`)}`,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const tookMs = took();
    return { status: response.status, tookMs, text: shown(await response.text()) };
  } catch {
    return { status: null, tookMs: took(), text: texts.noAnswer };
  }
}

/** Of the bytes: something pasted by mistake may hold any character. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function shown(text: string): string {
  const cut = text.slice(0, MOST_SHOWN);
  try {
    return JSON.stringify(JSON.parse(cut), null, 2);
  } catch {
    return cut;
  }
}
