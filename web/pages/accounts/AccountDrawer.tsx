import { Button, Drawer, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountDetail, AccountLevel } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { LoadingState } from '../../../ui/index.ts';
import { accountQuery, refreshAccounts } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { Face } from '../../shell/Face.tsx';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import { commonTexts } from '../../texts/everywhere.ts';
import { LeaveGuard, LeaveQuestion } from '../settings/parts/index.ts';
import { factsOf } from './AccountRow.tsx';
import classes from './accounts.module.css';
import { noticeOf } from './Attention.tsx';
import { DeleteAccount } from './DeleteAccount.tsx';
import { holds } from './levels.ts';
import { Reconnect } from './Reconnect.tsx';
import { SharesSection } from './SharesSection.tsx';
import { UsesSection } from './UsesSection.tsx';

/** One account beside the list. */
export function AccountDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(accountQuery(id));
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Drawer
        // The question takes its place; what was typed stays.
        opened={!deleting}
        keepMounted
        onClose={() => (dirty ? setAsking(true) : onClose())}
        title={query.data?.name ?? texts.title}
        position="right"
        size="lg"
        transitionProps={{ duration: 80 }}
        closeButtonProps={{ 'aria-label': commonTexts.close }}
      >
        <LeaveGuard dirty={dirty && !asking} />
        <LeaveQuestion opened={asking} onStay={() => setAsking(false)} onLeave={onClose} />
        {query.isPending && <LoadingState label={commonTexts.loading} />}
        {query.isError && !query.data && <PageProblemOf query={query} />}
        {query.data && <Account account={query.data} onDirty={setDirty} onDelete={() => setDeleting(true)} />}
      </Drawer>
      {deleting && query.data && (
        <DeleteAccount account={query.data} onDeleted={onClose} onClose={() => setDeleting(false)} />
      )}
    </>
  );
}

interface Props {
  account: AccountDetail;
  onDirty: (dirty: boolean) => void;
  onDelete: () => void;
}

function Account({ account, onDirty, onDelete }: Props) {
  const may = useMay();
  const can = (level: AccountLevel) => may('data.manage') && holds(account.level, level);
  const notice = noticeOf(account);
  return (
    <>
      <div className={classes.head}>
        <Face name={account.name} url={account.avatarUrl} size={40} />
        <div>
          <span className={classes.dim}>{factsOf(account)}</span>
        </div>
        <span className={classes.health} data-health={account.health}>
          {texts.healths[account.health]}
        </span>
      </div>
      {notice && (
        <p
          className={classes.notice}
          data-bad={account.health === 'reconnect' || account.health === 'revoked' || undefined}
          role="alert"
        >
          {notice} {account.reason}
        </p>
      )}
      {can('edit') && account.kind !== 'app' && <Reconnect account={account} />}
      {account.scopes.length > 0 && (
        <p className={classes.dim} style={{ marginTop: 8 }}>
          {texts.scopes}: {account.scopes.join(', ')}
        </p>
      )}
      {can('edit') && <NameForm account={account} onDirty={onDirty} />}
      <UsesSection account={account} mayMove={can('edit')} />
      <SharesSection account={account} mayShare={can('share')} />
      {can('owner') && (
        <section className={classes.section}>
          <Button variant="light" color="red" onClick={onDelete}>
            {texts.remove}
          </Button>
        </section>
      )}
    </>
  );
}

function NameForm({ account, onDirty }: Omit<Props, 'onDelete'>) {
  const stored = account.label ?? '';
  const [name, setName] = useState(stored);
  const [busy, setBusy] = useState(false);
  const change = (next: string) => {
    setName(next);
    onDirty(next.trim() !== stored);
  };
  const save = async () => {
    setBusy(true);
    try {
      await api.accounts.rename({ id: account.id }, { label: name.trim() || null });
      onDirty(false);
      tellDone(texts.saved);
      await refreshAccounts();
    } catch (error) {
      tellProblem(texts.cannotSave, error);
    }
    setBusy(false);
  };
  const atX = account.username ? `@${account.username}` : account.appName;
  return (
    <form
      className={classes.section}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={classes.line}>
        <TextInput
          label={texts.name}
          description={texts.nameHint(atX)}
          maxLength={100}
          value={name}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={name.trim() === stored}>
          {commonTexts.save}
        </Button>
      </div>
    </form>
  );
}
