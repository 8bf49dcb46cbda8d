import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { contactQuery } from '../../api/records.ts';
import { useMay } from '../../api/session.ts';
import { AttributeFields } from '../../forms/records/AttributeFields.tsx';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { DeleteGuard } from '../settings/parts/index.ts';
import { ContactEditor } from './ContactEditor.tsx';
import classes from './contacts.module.css';
import { CasesOf, OnX } from './Linked.tsx';
import { MergeDrawer } from './MergeDrawer.tsx';
import { Merges } from './Merges.tsx';
import { FactList, RecordDrawer } from './RecordDrawer.tsx';
import { Timeline } from './Timeline.tsx';

interface Props {
  id: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['records'] });

/** Everything about one contact. */
export function ContactDrawer({ id, onShow, onClose }: Props) {
  const query = useQuery(contactQuery(id));
  const may = useMay();
  const [layer, setLayer] = useState<'edit' | 'merge' | 'delete'>();
  const close = () => setLayer(undefined);
  const contact = query.data;
  const manage = contact !== undefined && may('contacts.manage');
  return (
    <>
      <RecordDrawer
        title={contact?.name}
        query={query}
        onClose={onClose}
        verbs={[
          manage && { label: texts.edit, do: () => setLayer('edit') },
          contact !== undefined &&
            may('contacts.merge') && { label: texts.merge, do: () => setLayer('merge') },
          manage && { label: texts.delete, do: () => setLayer('delete'), harm: true },
        ]}
      >
        {contact && (
          <>
            <FactList
              facts={[
                [texts.active, contact.active ? null : texts.inactive],
                [texts.jobTitle, contact.jobTitle],
                [
                  texts.company,
                  contact.companyId ? (
                    <Link
                      to="/contacts/companies"
                      search={{ open: contact.companyId }}
                      className={classes.link}
                    >
                      {contact.company}
                    </Link>
                  ) : (
                    contact.company
                  ),
                ],
                [texts.email, contact.email],
                [texts.phone, contact.phone],
                [texts.city, contact.city],
                [texts.country, contact.country],
                [texts.language, contact.language],
                [texts.relationship, contact.relationship],
                [texts.note, contact.note],
              ]}
            />
            <AttributeFields
              kind="contact"
              className={classes.own}
              values={contact.attributes}
              save={
                manage
                  ? async (attributes) => {
                      const changed = await api.contacts.update({ id }, { attributes });
                      queryClient.setQueryData(contactQuery(id).queryKey, changed);
                    }
                  : undefined
              }
            />
            <OnX kind="contact" id={id} />
            <CasesOf kind="contact" of={contact} />
            <Merges contactId={id} />
            <Timeline kind="contact" id={id} />
          </>
        )}
      </RecordDrawer>
      {contact && layer === 'edit' && <ContactEditor contact={contact} onClose={close} />}
      {contact && layer === 'merge' && <MergeDrawer kept={contact} onMerged={onShow} onClose={close} />}
      {contact && layer === 'delete' && (
        <DeleteGuard
          id={id}
          name={contact.name}
          hint={texts.contactHint}
          forGood
          remove={() => api.contacts.remove({ id })}
          onRemoved={() => {
            onClose();
            void refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
