import type { ScenarioScript, ScenarioStep } from '../../contract/control/scenarios.ts';

export type { ScenarioScript, ScenarioStep };

/** What steps may refer to: the account, and the answers of labelled steps. */
export type Answers = Record<string, unknown>;

/** What people (and faults and clocks) do; nothing that hands out secrets or replaces the whole state. */
const allowed = [
  '/users',
  '/follows',
  '/follow-requests',
  '/blocks',
  '/mutes',
  '/messages',
  '/conversations',
  '/threads',
  '/typing',
  '/reads',
  '/media',
  '/groups',
  '/posts',
  '/activity',
  '/chat',
  '/revocations',
  '/faults',
  '/stream/disconnect',
  '/webhooks',
  '/time',
];

/** Whether a script may hold a request to this path of the control API. */
export function isAct(path: string): boolean {
  const [bare = ''] = path.split('?', 1);
  return !bare.includes('..') && allowed.some((prefix) => bare === prefix || bare.startsWith(`${prefix}/`));
}

const reference = /\{\{([A-Za-z0-9_.]+)\}\}/g;

/** Fills `{{account}}` and `{{label.member}}` in; throws with the name of what is not there. */
export function fill(
  step: Pick<ScenarioStep, 'path' | 'body'>,
  answers: Answers,
): { path: string; body?: object } {
  const path = fillText(step.path, answers, (value) => encodeURIComponent(value).replaceAll('%40', '@'));
  if (step.body === undefined) return { path };
  // An object in, an object out: only the texts inside change.
  return { path, body: fillValue(step.body, answers) as object };
}

function fillText(text: string, answers: Answers, encode = (value: string) => value): string {
  return text.replace(reference, (_whole, name: string) => encode(look(name, answers)));
}

function fillValue(value: unknown, answers: Answers): unknown {
  if (typeof value === 'string') return fillText(value, answers);
  if (Array.isArray(value)) return value.map((item) => fillValue(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillValue(item, answers)]));
}

function look(name: string, answers: Answers): string {
  let value: unknown = answers;
  for (const part of name.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`there is no {{${name}}} yet`);
}

/** What is wrong with a script beyond its schema, in a sentence. */
export function complaintAbout({ steps }: ScenarioScript): string | undefined {
  const labels = new Set(['account']);
  let lastMs = 0;
  for (const [index, step] of steps.entries()) {
    if (!isAct(step.path)) return `step ${index + 1}: ${step.path} is nothing that a script may ask for`;
    if (step.atMs < lastMs) return `step ${index + 1}: comes before the step above it`;
    lastMs = step.atMs;
    const used = [...JSON.stringify([step.path, step.body]).matchAll(reference)];
    for (const [, name = ''] of used)
      if (!labels.has(name.split('.')[0] ?? ''))
        return `step ${index + 1}: {{${name}}} is not the label of a step above it`;
    if (step.label !== undefined) labels.add(step.label);
  }
  return undefined;
}
