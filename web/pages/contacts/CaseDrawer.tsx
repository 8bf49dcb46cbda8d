import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseStatus } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { formatDayAndTime } from '../../../ui/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { caseQuery } from '../../api/records.ts';
import { useMay } from '../../api/session.ts';
import { AttributeFields } from '../../forms/records/AttributeFields.tsx';
import { useMembers } from '../../lib/members.ts';
import { tellProblem } from '../../shell/tell.ts';
import { offerUndo } from '../../shell/undo.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { caseVerbs, contactTexts as texts } from '../../texts/contacts.ts';
import { recordTexts } from '../../texts/records.ts';
import { DeleteGuard } from '../settings/parts/index.ts';
import { CaseEditor } from './CaseEditor.tsx';
import classes from './contacts.module.css';
import { FactList, RecordDrawer } from './RecordDrawer.tsx';
import { Timeline } from './Timeline.tsx';

/** Everything about one case. */
export function CaseDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(caseQuery(id));
  const may = useMay();
  const { nameOf } = useMembers();
  const [layer, setLayer] = useState<'edit' | 'delete'>();
  const close = () => setLayer(undefined);
  const one = query.data;
  const manage = one !== undefined && may('contacts.manage');
  const setStatus = async (status: CaseStatus) => {
    const before = one?.status;
    try {
      await api.cases.update({ id }, { status });
      await queryClient.invalidateQueries({ queryKey: ['records', 'case'] });
      if (before)
        offerUndo(recordTexts.statuses[status], async () => {
          await api.cases.update({ id }, { status: before });
          await queryClient.invalidateQueries({ queryKey: ['records', 'case'] });
        });
    } catch (error) {
      tellProblem(commonTexts.cannotSave, error);
    }
  };
  return (
    <>
      <RecordDrawer
        title={one && `#${one.number} ${one.title}`}
        query={query}
        onClose={onClose}
        verbs={[
          manage && { label: texts.edit, do: () => setLayer('edit') },
          manage &&
            (one.status === 'active'
              ? { label: caseVerbs.resolve, do: () => void setStatus('resolved') }
              : { label: caseVerbs.reopen, do: () => void setStatus('active') }),
          one !== undefined &&
            may('contacts.merge') && { label: texts.delete, do: () => setLayer('delete'), harm: true },
        ]}
      >
        {one && (
          <>
            <FactList
              facts={[
                [texts.status, recordTexts.statuses[one.status]],
                [texts.priority, texts.priorities[one.priority]],
                [texts.product, one.product],
                [texts.owner, one.ownerId && nameOf(one.ownerId)],
                [
                  texts.contact,
                  one.contactId && (
                    <Link to="/contacts" search={{ open: one.contactId }} className={classes.link}>
                      {one.contactName}
                    </Link>
                  ),
                ],
                [
                  texts.company,
                  one.companyId && (
                    <Link to="/contacts/companies" search={{ open: one.companyId }} className={classes.link}>
                      {one.companyName}
                    </Link>
                  ),
                ],
                [texts.changed, formatDayAndTime(one.updatedAt)],
                [texts.description, one.description],
              ]}
            />
            <AttributeFields
              kind="case"
              className={classes.own}
              values={one.attributes}
              save={
                manage
                  ? async (attributes) => {
                      const changed = await api.cases.update({ id }, { attributes });
                      queryClient.setQueryData(caseQuery(id).queryKey, changed);
                    }
                  : undefined
              }
            />
            <Timeline kind="case" id={id} />
          </>
        )}
      </RecordDrawer>
      {one && layer === 'edit' && <CaseEditor case={one} onClose={close} />}
      {one && layer === 'delete' && (
        <DeleteGuard
          id={id}
          name={one.title}
          hint={texts.caseHint}
          forGood
          remove={() => api.cases.remove({ id })}
          onRemoved={() => {
            onClose();
            void queryClient.invalidateQueries({ queryKey: ['records', 'case'] });
          }}
          onClose={close}
        />
      )}
    </>
  );
}
