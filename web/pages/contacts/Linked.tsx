import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerSummary } from '../../../contract/api/index.ts';
import { casesOfQuery, type LinkedKind, linkedCustomersQuery } from '../../api/records.ts';
import { customerQuery } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { nameCustomer } from '../../lib/names.ts';
import { Face } from '../../shell/Face.tsx';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { contactTexts as texts } from '../../texts/contacts.ts';
import { recordTexts } from '../../texts/records.ts';
import { CaseEditor } from './CaseEditor.tsx';
import classes from './contacts.module.css';
import type { FoundRecord } from './FindRecord.tsx';

/** The customers on X who are this contact or company, with their conversations. */
export function OnX({ kind, id }: { kind: LinkedKind; id: string }) {
  const query = useQuery(linkedCustomersQuery(kind, id));
  const may = useMay();
  return (
    <section aria-label={texts.onX}>
      <h3>{texts.onX}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.data?.customers.length === 0 && <p className={classes.dim}>{texts.noneOnX}</p>}
      <ul className={classes.list}>
        {query.data?.customers.map((customer) => (
          <li key={customer.id}>
            <div className={classes.line}>
              <Face name={nameCustomer(customer)} url={customer.avatarUrl} size={32} />
              <div className={classes.main}>
                <strong dir="auto">{nameCustomer(customer)}</strong>
                {customer.username && <span className={classes.dim}> @{customer.username}</span>}
              </div>
              {may('privacy.manage') && (
                <Link
                  to="/settings/privacy"
                  search={{ who: customer.id }}
                  className={classes.link}
                  aria-label={texts.dataOf(nameCustomer(customer))}
                >
                  {texts.data}
                </Link>
              )}
            </div>
            <Threads customer={customer} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One line for each of our handles that the customer writes with. */
function Threads({ customer }: { customer: CustomerSummary }) {
  const threads = useQuery(customerQuery(customer.id)).data?.conversations ?? [];
  return (
    <ul className={classes.list} aria-label={texts.conversations(nameCustomer(customer))}>
      {threads.map((thread) => (
        <li key={thread.id} style={{ paddingInlineStart: 42 }}>
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: 'all', conversationId: thread.id }}
            className={classes.link}
          >
            {texts.openConversation}
          </Link>{' '}
          <span className={classes.dim}>{thread.handleName}</span>
        </li>
      ))}
    </ul>
  );
}

/** The cases of a contact or company, last changed first; a new one is opened here. */
export function CasesOf({ kind, of }: { kind: LinkedKind; of: FoundRecord }) {
  const query = useQuery(casesOfQuery(kind === 'contact' ? { contactId: of.id } : { companyId: of.id }));
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <section aria-label={texts.casesOf}>
      <h3>{texts.casesOf}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.data?.cases.length === 0 && <p className={classes.dim}>{texts.noCasesOf}</p>}
      <ul className={classes.list}>
        {query.data?.cases.map((each) => (
          <li key={each.id}>
            <Link to="/contacts/cases" search={{ open: each.id }} className={classes.link}>
              #{each.number} <span dir="auto">{each.title}</span>
            </Link>{' '}
            <span className={classes.dim}>{recordTexts.statuses[each.status]}</span>
          </li>
        ))}
      </ul>
      {may('contacts.manage') && (
        <Button mt="xs" size="xs" variant="default" onClick={() => setAdding(true)}>
          {texts.addCase}
        </Button>
      )}
      {adding && (
        <CaseEditor
          {...(kind === 'contact' ? { contact: of } : { company: of })}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}
