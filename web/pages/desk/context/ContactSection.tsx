import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLink, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { customerQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { ContactForm } from '../../../forms/ContactForm.tsx';
import { tellProblem } from '../../../shell/tell.ts';
import { offerUndo } from '../../../shell/undo.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { recordTexts } from '../../../texts/records.ts';
import { Facts } from './Facts.tsx';
import { OwnAttributes } from './OwnAttributes.tsx';
import classes from './context.module.css';

/** The business's own record of this customer: linked, suggested, found, or made here. */
export function ContactSection({ customer }: { customer: CustomerDetail }) {
  const [form, setForm] = useState<'none' | 'new' | 'edit'>('none');
  const key = customerQuery(customer.id).queryKey;
  const link = async (contactId: string | null, undoable = true, kind: 'contact' | 'company' = 'contact') => {
    const before = customer.contact?.id ?? customer.company?.id ?? null;
    const beforeKind = customer.company && !customer.contact ? 'company' : 'contact';
    try {
      queryClient.setQueryData(
        key,
        await api.customers.linkContact(
          { id: customer.id },
          kind === 'company' ? { contactId: null, companyId: contactId } : { contactId },
        ),
      );
      if (undoable)
        offerUndo(contactId ? customerTexts.linked : customerTexts.unlink, () =>
          link(before, false, beforeKind),
        );
    } catch (error) {
      tellProblem(customerTexts.cannotLink, error);
    }
  };
  const saved = () => {
    setForm('none');
    void queryClient.invalidateQueries({ queryKey: key });
  };
  if (form === 'new')
    return (
      <ContactForm
        customerId={customer.id}
        name={customer.name ?? ''}
        onSaved={saved}
        onCancel={() => setForm('none')}
      />
    );
  const { contact } = customer;
  if (contact && form === 'edit')
    return <ContactForm contact={contact} onSaved={saved} onCancel={() => setForm('none')} />;
  if (contact) {
    return (
      <>
        <Facts
          facts={[
            [customerTexts.name, contact.name],
            [customerTexts.email, contact.email],
            [customerTexts.phone, contact.phone],
            [customerTexts.company, contact.company],
            [customerTexts.note, contact.note],
          ]}
        />
        <OwnAttributes
          kind="contact"
          values={contact.attributes}
          save={async (attributes) => {
            await api.contacts.update({ id: contact.id }, { attributes });
            await queryClient.invalidateQueries({ queryKey: key });
          }}
        />
        {customer.contactLinkedBy === 'rule' && <p className={classes.dim}>{customerTexts.linkedByRule}</p>}
        <div className={classes.verbs}>
          <Button size="compact-xs" variant="default" onClick={() => setForm('edit')}>
            {customerTexts.editContact}
          </Button>
          <Link to="/contacts" search={{ open: contact.id }} className={classes.verbLink}>
            {customerTexts.openRecord}
          </Link>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void link(null)}>
            {customerTexts.unlink}
          </Button>
        </div>
      </>
    );
  }
  if (customer.company) {
    return (
      <>
        <Facts
          facts={[
            [customerTexts.company, customer.company.name],
            [customerTexts.email, customer.company.email],
            [customerTexts.phone, customer.company.phone],
            [customerTexts.note, customer.company.note],
          ]}
        />
        {customer.contactLinkedBy === 'rule' && <p className={classes.dim}>{customerTexts.linkedByRule}</p>}
        <div className={classes.verbs}>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void link(null)}>
            {customerTexts.unlink}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {customer.suggestions.length > 0 ? (
        <>
          <p className={classes.dim}>{customerTexts.suggested}</p>
          {customer.suggestions.map((each) => (
            <ContactChoice
              key={each.id}
              name={each.name}
              detail={[each.detail, recordTexts.reasons[each.reason]].filter(Boolean).join(' · ')}
              onLink={() => void link(each.id, true, each.kind)}
            />
          ))}
        </>
      ) : (
        <p className={classes.dim}>{customerTexts.noContact}</p>
      )}
      <ContactSearch onLink={(id) => void link(id)} />
      <div className={classes.verbs}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} />}
          onClick={() => setForm('new')}
        >
          {customerTexts.newContact}
        </Button>
      </div>
    </>
  );
}

function ContactSearch({ onLink }: { onLink: (id: string) => void }) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({
    queryKey: ['records', 'contact', 'find', q],
    queryFn: ({ signal }) => api.contacts.list({ q, active: true, limit: 8 }, { signal }),
    enabled: q !== '',
    staleTime: 10_000,
  }).data?.contacts;
  return (
    <>
      <TextInput
        size="xs"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={customerTexts.findContact}
        aria-label={customerTexts.findContact}
      />
      {q !== '' &&
        found?.map((each) => (
          <ContactChoice
            key={each.id}
            name={each.name}
            detail={[each.company, each.email].filter(Boolean).join(' · ')}
            onLink={() => onLink(each.id)}
          />
        ))}
      {q !== '' && found?.length === 0 && <p className={classes.dim}>{customerTexts.noContactFound}</p>}
    </>
  );
}

function ContactChoice({ name, detail, onLink }: { name: string; detail: string; onLink: () => void }) {
  return (
    <UnstyledButton className={classes.other} onClick={onLink}>
      <span dir="auto">
        {name}
        <span className={classes.dim}> {detail}</span>
      </span>
      <span className={classes.linkVerb}>
        <IconLink size={13} aria-hidden /> {customerTexts.link}
      </span>
    </UnstyledButton>
  );
}
