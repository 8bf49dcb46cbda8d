import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CopyField, EmptyState, LoadingState } from '../../../ui/index.ts';
import { accountsQuery, type AccountsQuery } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import { dataTexts } from '../../texts/data.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { AccountRow } from './AccountRow.tsx';
import classes from './accounts.module.css';
import { Attention } from './Attention.tsx';
import { ServersSection } from './servers/ServersSection.tsx';

const PAGE = 100;
const nothing = { owned: '', used: '', valid: '', kind: '', order: 'status' };
const filters = ['owned', 'used', 'valid', 'kind'] as const;
const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };

/** What the chosen words of the menus ask for. */
function asQuery(chosen: typeof nothing, q: string, offset: number): AccountsQuery {
  const flag = (text: string) => (text === '' ? undefined : text === 'true');
  return {
    ...(q && { q }),
    owned: flag(chosen.owned),
    used: flag(chosen.used),
    valid: flag(chosen.valid),
    // The options of the menus are these words.
    ...(chosen.kind && { kind: chosen.kind as AccountsQuery['kind'] }),
    order: chosen.order as AccountsQuery['order'],
    offset,
    limit: PAGE,
  };
}

/** The accounts that reports and handles act with: whose they are, whether they are well, what hangs on them. */
export function AccountsPage() {
  usePageTitle(texts.title, dataTexts.title);
  const may = useMay();
  const navigate = useNavigate();
  const { account } = useSearch({ from: '/frame/datasources/accounts' });
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(nothing);
  const [offset, setOffset] = useState(0);
  const [q] = useDebouncedValue(words.trim(), 200);
  const query = useQuery(accountsQuery(asQuery(chosen, q, offset)));
  const found = query.data?.accounts;
  const isFiltered = q !== '' || filters.some((name) => chosen[name] !== '');
  const choose = (name: keyof typeof nothing, value: string) => {
    setChosen((now) => ({ ...now, [name]: value }));
    setOffset(0);
  };
  return (
    <>
      {found && <Attention accounts={found} />}
      <div className={classes.filters}>
        <TextInput
          className={classes.search}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setOffset(0);
          }}
        />
        {filters.map((name) => (
          <NativeSelect
            key={name}
            aria-label={texts[name]}
            value={chosen[name]}
            data={Object.entries(texts[`${name}Choices`]).map(([value, label]) => ({ value, label }))}
            onChange={(event) => choose(name, event.currentTarget.value)}
          />
        ))}
        <NativeSelect
          aria-label={texts.order}
          value={chosen.order}
          data={Object.entries(texts.orders).map(([value, label]) => ({ value, label }))}
          onChange={(event) => choose('order', event.currentTarget.value)}
        />
        <span className={classes.gap} />
        {may('setup.manage') && (
          <Button component={Link} to="/settings/x/connect" leftSection={<IconPlus size={16} aria-hidden />}>
            {texts.connect}
          </Button>
        )}
      </div>
      {query.isError && !found && <PageProblemOf query={query} />}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {found?.length === 0 && <NoAccounts isFiltered={isFiltered} mayConnect={may('setup.manage')} />}
      {found && found.length > 0 && (
        <ul className={classes.list} aria-label={texts.list}>
          {found.map((one) => (
            <AccountRow key={one.id} account={one} />
          ))}
        </ul>
      )}
      {(offset > 0 || query.data?.more) && (
        <Button.Group mt="sm">
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            {texts.earlier}
          </Button>
          <Button variant="default" disabled={!query.data?.more} onClick={() => setOffset(offset + PAGE)}>
            {texts.later}
          </Button>
        </Button.Group>
      )}
      {query.data && (
        <section className={classes.redirects}>
          <h2>{texts.redirects}</h2>
          <p className={classes.dim}>{texts.redirectsHint}</p>
          <Stack gap="sm" mt="sm">
            <CopyField label={texts.redirect1} value={query.data.redirectUris.oauth1} {...copy} />
            <CopyField label={texts.redirect2} value={query.data.redirectUris.oauth2} {...copy} />
          </Stack>
        </section>
      )}
      {query.data && may('data.manage') && <ServersSection />}
      {account !== undefined && (
        <AccountDrawer
          key={account}
          id={account}
          onClose={() => void navigate({ to: '/datasources/accounts', search: {} })}
        />
      )}
    </>
  );
}

function NoAccounts({ isFiltered, mayConnect }: { isFiltered: boolean; mayConnect: boolean }) {
  const icon = <IconUserShare size={28} aria-hidden />;
  if (isFiltered)
    return (
      <EmptyState icon={icon} title={texts.notFound}>
        {texts.notFoundHint}
      </EmptyState>
    );
  return (
    <EmptyState icon={icon} title={mayConnect ? texts.none : texts.noneShared}>
      {mayConnect ? texts.noneHint : texts.noneSharedHint}
    </EmptyState>
  );
}
