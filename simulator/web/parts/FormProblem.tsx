import { describe } from '../shell/tell.ts';

/** Why a form was refused, beside the form. */
export function FormProblem({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <div className="form-problem" role="alert">
      {describe(error)}
    </div>
  );
}
