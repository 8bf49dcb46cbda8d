import { randomUUID } from 'node:crypto';

/** What an event says, written out once however many subscriptions hear it. */
export type Told = {
  /** JSON of the object without its first brace, so that what differs by subscription can be put before it. */
  rest(): string;
  /** One id for what happened, however many hear of it: nobody is charged twice. */
  id(): string;
};

/** `make` runs at the first subscription that hears the event, and never when there is none. */
export const told = (make: () => object): Told => {
  let text: string | undefined;
  let id: string | undefined;
  return {
    rest: () => (text ??= JSON.stringify(make()).slice(1)),
    id: () => (id ??= randomUUID()),
  };
};

/** `before` and what is told as one JSON object; one of the two may be empty. */
export const joined = (before: object, after: Told): string => {
  const start = JSON.stringify(before).slice(0, -1);
  const rest = after.rest();
  return start === '{' || rest === '}' ? `${start}${rest}` : `${start},${rest}`;
};
