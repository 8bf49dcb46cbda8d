import { type ScenarioScript, type ScenarioStep, isAct } from './script.ts';

/** One act of a person as the control API saw it. */
export interface SeenAct {
  atMs: number;
  method: string;
  /** Below `/_control`, with its query. */
  path: string;
  body: unknown;
  answer: unknown;
}

export interface Recorder {
  name: string;
  startedAtMs: number;
  steps: number;
  /** Takes what a script can do again; everything else passes by. */
  take(act: SeenAct): void;
  script(): ScenarioScript | undefined;
}

const maxSteps = 20_000;
const methods: readonly string[] = ['POST', 'PATCH', 'PUT', 'DELETE'];
/** Ids are long digits; shorter ones would be found in texts that only look like them. */
const idPattern = /^[0-9]{8,19}(?:-[0-9]{8,19})?$/;

/** Who an id belongs to, so that a script names people rather than ids. */
export interface Known {
  idOf(username: string): string | undefined;
  username(id: string): string | undefined;
  /** Whether the user has given an app access: whom people write to. */
  isAccount(id: string): boolean;
}

/**
 * Writes down acts as a script. Ids that an act was answered with are other ones when it is done again, so wherever a
 * later act names such an id, the script names the answer instead.
 */
export function createRecorder(name: string, startedAtMs: number, known: Known): Recorder {
  const steps: ScenarioStep[] = [];
  const places = new Map<string, { step: ScenarioStep; label: string; member: string }>();
  const people = new Map<string, { username: string }>();

  function withPlaces(text: string): string {
    const place = places.get(text);
    if (place) {
      place.step.label = place.label;
      return `{{${place.label}.${place.member}}}`;
    }
    const id = text.startsWith('@') ? known.idOf(text.slice(1)) : text;
    const username = id === undefined ? undefined : known.username(id);
    if (id === undefined || username === undefined) return text;
    if (known.isAccount(id)) return '{{account}}';
    people.set(id, { username });
    return `@${username}`;
  }

  function pathWithPlaces(path: string): string {
    return path.replace(/(?<=[/=])(?:@\w{1,15}|[0-9-]{8,39})(?=$|[/?&])/g, withPlaces);
  }

  function bodyWithPlaces(value: unknown): unknown {
    if (typeof value === 'string') return withPlaces(value);
    if (Array.isArray(value)) return value.map(bodyWithPlaces);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bodyWithPlaces(item)]));
  }

  return {
    name,
    startedAtMs,
    get steps() {
      return steps.length;
    },
    take({ atMs, method, path, body, answer }) {
      if (steps.length >= maxSteps || !methods.includes(method) || !isAct(path)) return;
      const step: ScenarioStep = {
        atMs: Math.max(steps.at(-1)?.atMs ?? 0, Math.round(atMs - startedAtMs)),
        // Checked just above.
        method: method as ScenarioStep['method'],
        path: pathWithPlaces(path),
        ...(typeof body === 'object' && body !== null
          ? { body: bodyWithPlaces(toPerson(body)) as object }
          : {}),
      };
      steps.push(step);
      const label = `s${steps.length}`;
      for (const [member, id] of idsOf(answer)) if (!places.has(id)) places.set(id, { step, label, member });
    },
    script() {
      if (steps.length === 0) return undefined;
      return { title: name, about: 'Recorded on this local X.', people: [...people.values()], steps };
    },
  };
}

/** A message into a conversation of two is one to the other: the conversation has another id with another account. */
function toPerson(body: object): object {
  const { conversationId, ...others } = body as { conversationId?: unknown; from?: unknown };
  if (typeof conversationId !== 'string' || typeof others.from !== 'string') return body;
  const [a, b] = conversationId.split('-');
  if (a === undefined || b === undefined || ![a, b].includes(others.from)) return body;
  return { ...others, to: a === others.from ? b : a };
}

/** Ids in an answer with the way to each: `id`, `sent.0.id`. */
function* idsOf(answer: unknown, way = ''): Generator<[member: string, id: string]> {
  if (typeof answer === 'string' && way !== '' && idPattern.test(answer)) yield [way, answer];
  if (typeof answer !== 'object' || answer === null) return;
  for (const [key, value] of Object.entries(answer)) yield* idsOf(value, way === '' ? key : `${way}.${key}`);
}
