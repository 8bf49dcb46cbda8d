import { Button } from '@mantine/core';
import { IconExternalLink, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime, RelativeTime } from '../../../../ui/index.ts';
import { customerQuery } from '../../../api/queries.ts';
import { useMay, useSession } from '../../../api/session.ts';
import { queryClient } from '../../../api/query-client.ts';
import { findProfileUrl } from '../../../lib/names.ts';
import { cutText } from '../../../lib/rich-text.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { Facts } from './Facts.tsx';
import { OwnAttributes } from './OwnAttributes.tsx';
import classes from './context.module.css';

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' });

/** The customer's public profile at X, as last read. */
export function ProfileSection({ customer }: { customer: CustomerDetail }) {
  const [busy, setBusy] = useState(false);
  const { localXUrl } = useSession();
  const may = useMay();
  const profileHref = findProfileUrl(customer, localXUrl);
  const refresh = async () => {
    setBusy(true);
    try {
      queryClient.setQueryData(
        customerQuery(customer.id).queryKey,
        await api.customers.refresh({ id: customer.id }),
      );
      tellDone(customerTexts.refreshed);
    } catch (error) {
      tellProblem(customerTexts.cannotRefresh, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {customer.description && (
        <p className={classes.bio} dir="auto">
          {cutText(customer.description).map((part, index) =>
            part.kind === 'text' ? (
              <span key={index}>{part.text}</span>
            ) : (
              <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                {part.text}
              </a>
            ),
          )}
        </p>
      )}
      {customer.followers !== null && (
        <div className={classes.numbers}>
          <Count label={customerTexts.followers} value={customer.followers} />
          <Count label={customerTexts.following} value={customer.following} />
          <Count label={customerTexts.posts} value={customer.posts} />
        </div>
      )}
      <Facts
        facts={[
          [customerTexts.location, customer.location],
          [customerTexts.joined, customer.joinedXAt && day.format(new Date(customer.joinedXAt))],
          [customerTexts.firstSeen, <RelativeTime key="first" at={customer.firstSeenAt} long />],
          [
            customerTexts.profileAge,
            customer.profileAt ? (
              <span key="profile" title={formatDayAndTime(customer.profileAt)}>
                <RelativeTime at={customer.profileAt} long />
              </span>
            ) : (
              customerTexts.profileUnread
            ),
          ],
        ]}
      />
      <OwnAttributes
        kind="customer"
        values={customer.attributes}
        save={async (attributes) =>
          queryClient.setQueryData(
            customerQuery(customer.id).queryKey,
            await api.customers.update({ id: customer.id }, { attributes }),
          )
        }
      />
      <div className={classes.verbs}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconRefresh size={13} />}
          loading={busy}
          onClick={() => void refresh()}
        >
          {customerTexts.refresh}
        </Button>
        {profileHref && (
          <Button
            component="a"
            href={profileHref}
            target="_blank"
            rel="noopener noreferrer"
            size="compact-xs"
            variant="subtle"
            leftSection={<IconExternalLink size={13} />}
          >
            {deskTexts.openOnX}
          </Button>
        )}
        {may('privacy.manage') && (
          <Link to="/settings/privacy" search={{ who: customer.id }} className={classes.verbLink}>
            {customerTexts.data}
          </Link>
        )}
      </div>
    </>
  );
}

function Count({ label, value }: { label: string; value: number | null }) {
  return (
    <div title={value === null ? undefined : value.toLocaleString()}>
      <strong>{value === null ? '–' : compact.format(value)}</strong>
      <span>{label}</span>
    </div>
  );
}
