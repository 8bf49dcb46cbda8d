import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BodyOf, Handle, handleRoutes } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { handlesQuery, xAppsQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { tellDone } from '../../../shell/tell.ts';
import { accountTexts } from '../../../texts/connect.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { type EditForm, LeaveGuard } from '../parts/index.ts';
import settings from '../settings.module.css';
import classes from './handle.module.css';

/** Stores what was changed of a handle, and fetches what shows it again. */
export async function saveHandle(handle: Handle, change: BodyOf<typeof handleRoutes.update>): Promise<void> {
  await api.handles.update({ id: handle.id }, change);
  tellDone(accountTexts.saved);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: xAppsQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: handlesQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: ['setup'] }),
  ]);
}

interface Props {
  title: string;
  hint?: ReactNode;
  form: Pick<EditForm<object>, 'dirty' | 'busy' | 'problem' | 'submit'>;
  children: ReactNode;
}

/** A form of the handle's page: saved as a whole, never lost unasked. */
export function HandleSection({ title, hint, form, children }: Props) {
  return (
    <section className={settings.page} aria-label={title}>
      <LeaveGuard dirty={form.dirty && !form.busy} />
      {hint && <p className={settings.lead}>{hint}</p>}
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        {children}
        {form.problem && (
          <p className={settings.problem} role="alert" tabIndex={-1} data-problem>
            {form.problem}
          </p>
        )}
        <div>
          <Button type="submit" loading={form.busy} disabled={!form.dirty}>
            {commonTexts.save}
          </Button>
        </div>
      </form>
    </section>
  );
}
