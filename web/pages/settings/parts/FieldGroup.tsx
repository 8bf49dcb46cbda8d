import type { ReactNode } from 'react';
import parts from './parts.module.css';

/** Settings that belong together, under a heading that a screen reader says with each of them. */
export function FieldGroup(props: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={parts.group}>
      <legend>{props.title}</legend>
      {props.hint && <p>{props.hint}</p>}
      <div className={parts.groupFields}>{props.children}</div>
    </fieldset>
  );
}
