import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ContactMerge } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { mergesQuery } from '../../api/records.ts';
import { useMay } from '../../api/session.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { contactTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';

/** Takes a merge back, and fetches what it moved again. */
export async function undoMerge(merge: ContactMerge): Promise<void> {
  await api.contacts.undoMerge({ id: merge.id });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['records'] }),
    queryClient.invalidateQueries({ queryKey: ['customer'] }),
    queryClient.invalidateQueries({ queryKey: ['timeline'] }),
  ]);
}

/** What was merged into a contact and can still be taken back. */
export function Merges({ contactId }: { contactId: string }) {
  const merges = useQuery(mergesQuery(contactId)).data?.merges ?? [];
  const may = useMay();
  if (merges.length === 0) return null;
  const undo = async (merge: ContactMerge) => {
    try {
      await undoMerge(merge);
      tellDone(texts.unmerged(merge.goneName));
    } catch (error) {
      tellProblem(texts.cannotUnmerge, error);
    }
  };
  return (
    <section aria-label={texts.merges}>
      <h3>{texts.merges}</h3>
      <ul className={classes.list}>
        {merges.map((merge) => (
          <li key={merge.id} className={classes.line}>
            <div className={classes.main}>
              <span dir="auto">{texts.mergedWas(merge.goneName)}</span>
              <p className={classes.dim}>{texts.undoUntil(formatDayAndTime(merge.dueAt))}</p>
            </div>
            {may('contacts.merge') && (
              <Button size="xs" variant="default" onClick={() => void undo(merge)}>
                {texts.undoMerge}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
