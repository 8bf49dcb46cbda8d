import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/index.ts';
import { queryClient } from '../../api/query-client.ts';
import { companyQuery } from '../../api/records.ts';
import { useMay } from '../../api/session.ts';
import { AttributeFields } from '../../forms/records/AttributeFields.tsx';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { DeleteGuard } from '../settings/parts/index.ts';
import { CompanyEditor } from './CompanyEditor.tsx';
import classes from './contacts.module.css';
import { CasesOf, OnX } from './Linked.tsx';
import { FactList, RecordDrawer } from './RecordDrawer.tsx';
import { Timeline } from './Timeline.tsx';

/** Everything about one company. */
export function CompanyDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(companyQuery(id));
  const may = useMay();
  const [layer, setLayer] = useState<'edit' | 'delete'>();
  const close = () => setLayer(undefined);
  const company = query.data;
  const manage = company !== undefined && may('contacts.manage');
  return (
    <>
      <RecordDrawer
        title={company?.name}
        query={query}
        onClose={onClose}
        verbs={[
          manage && { label: texts.edit, do: () => setLayer('edit') },
          manage && { label: texts.delete, do: () => setLayer('delete'), harm: true },
        ]}
      >
        {company && (
          <>
            <FactList
              facts={[
                [texts.active, company.active ? null : texts.inactive],
                [texts.number, company.number],
                [
                  texts.primary,
                  company.primaryContactId && (
                    <Link to="/contacts" search={{ open: company.primaryContactId }} className={classes.link}>
                      {company.primaryContactName}
                    </Link>
                  ),
                ],
                [texts.email, company.email],
                [texts.phone, company.phone],
                [texts.city, company.city],
                [texts.note, company.note],
              ]}
            />
            <AttributeFields
              kind="company"
              className={classes.own}
              values={company.attributes}
              save={
                manage
                  ? async (attributes) => {
                      const changed = await api.companies.update({ id }, { attributes });
                      queryClient.setQueryData(companyQuery(id).queryKey, changed);
                    }
                  : undefined
              }
            />
            <People companyId={id} />
            <OnX kind="company" id={id} />
            <CasesOf kind="company" of={company} />
            <Timeline kind="company" id={id} />
          </>
        )}
      </RecordDrawer>
      {company && layer === 'edit' && <CompanyEditor company={company} onClose={close} />}
      {company && layer === 'delete' && (
        <DeleteGuard
          id={id}
          name={company.name}
          hint={texts.companyHintDelete}
          forGood
          remove={() => api.companies.remove({ id })}
          onRemoved={() => {
            onClose();
            void queryClient.invalidateQueries({ queryKey: ['records'] });
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** The contacts of a company. */
function People({ companyId }: { companyId: string }) {
  const query = useQuery({
    queryKey: ['records', 'contact', 'company', companyId],
    queryFn: ({ signal }) => api.contacts.list({ companyId, limit: 100 }, { signal }),
  });
  return (
    <section aria-label={texts.people}>
      <h3>{texts.people}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.data?.contacts.length === 0 && <p className={classes.dim}>{texts.noPeople}</p>}
      <ul className={classes.list}>
        {query.data?.contacts.map((contact) => (
          <li key={contact.id}>
            <Link to="/contacts" search={{ open: contact.id }} className={classes.link} dir="auto">
              {contact.name}
            </Link>{' '}
            <span className={classes.dim}>
              {[contact.jobTitle, contact.email].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
