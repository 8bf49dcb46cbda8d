import { useState } from 'react';
import { ApiError } from '../../../../client/index.ts';
import { describeError } from '../../../shell/tell.ts';

export interface EditForm<V extends object> {
  readonly values: V;
  readonly set: (part: Partial<V>) => void;
  /** Something differs from what was opened. */
  readonly dirty: boolean;
  readonly busy: boolean;
  /** What is wrong as a whole; what is wrong with a field stands at the field. */
  readonly problem: string | undefined;
  /** What is wrong with a field, by its name; dotted below it (`settings.capacityUnits`). */
  readonly errorOf: (field: string) => string | undefined;
  /** Props of a text field that holds a string. */
  readonly text: (field: TextField<V>) => {
    value: string;
    error: string | undefined;
    onChange: (event: { currentTarget: { value: string } }) => void;
  };
  /** Saves; answers whether it went well. */
  readonly submit: () => Promise<boolean>;
}

type TextField<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;

interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/**
 * A form over what can be set of a thing. `check` says what is wrong before anything is sent, by field; what the server
 * refuses is shown at the field that it names (`details.field`), and as a whole where it names none on the form.
 */
export function useEditForm<V extends object>(options: {
  readonly initial: V;
  readonly save: (values: V) => Promise<unknown>;
  readonly check?: (values: V) => Readonly<Record<string, string | undefined>>;
}): EditForm<V> {
  const [initial, setInitial] = useState(options.initial);
  const [values, setValues] = useState(options.initial);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<FieldProblem | undefined>();
  const problems = options.check?.(values) ?? {};
  const errorOf = (field: string) =>
    (tried ? problems[field] : undefined) ?? (refused?.field === field ? refused.message : undefined);
  const set = (part: Partial<V>) => {
    setValues((now) => ({ ...now, ...part }));
    setRefused(undefined);
  };
  const submit = async () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== undefined)) {
      focusFirstProblem();
      return false;
    }
    setBusy(true);
    setRefused(undefined);
    try {
      await options.save(values);
      setInitial(values);
      return true;
    } catch (error) {
      setRefused({ field: fieldOf(error), message: describeError(error) });
      focusFirstProblem();
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    values,
    set,
    dirty: JSON.stringify(values) !== JSON.stringify(initial),
    busy,
    problem: refused?.message,
    errorOf,
    text: (field) => ({
      // The names of the fields that hold text, by their type.
      value: String(values[field]),
      error: errorOf(field),
      onChange: (event) => set({ [field]: event.currentTarget.value } as Partial<V>),
    }),
    submit,
  };
}

/** The field that a refusal is about: `details.field` of our API. */
export function fieldOf(error: unknown): string {
  if (!(error instanceof ApiError) || typeof error.details !== 'object' || error.details === null) return '';
  const { field } = error.details as { field?: unknown };
  return typeof field === 'string' ? field : '';
}

/** Once the problems are drawn: the keyboard is taken to the first of them. */
function focusFirstProblem(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const dialogs = [...document.querySelectorAll('[role="dialog"]')];
      (dialogs.at(-1) ?? document)
        .querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')
        ?.focus();
    }),
  );
}
