import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountDetail, AccountLevel } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { refreshAccounts } from '../../api/accounts.ts';
import { useMe } from '../../api/session.ts';
import { useMembers } from '../../lib/members.ts';
import { tellProblem } from '../../shell/tell.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import classes from './accounts.module.css';
import { holds, levels } from './levels.ts';

/** Who may do what with an account. */
export function SharesSection({ account, mayShare }: { account: AccountDetail; mayShare: boolean }) {
  const me = useMe();
  const { members, active } = useMembers();
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? texts.gone;
  const owners = account.shares.filter(({ level }) => level === 'owner');
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      tellProblem(texts.cannotShare, error);
    }
    await refreshAccounts();
  };
  const set = (memberId: string, level: AccountLevel) =>
    act(() => api.accounts.share({ id: account.id, memberId }, { level }));
  const unshare = (memberId: string) => act(() => api.accounts.unshare({ id: account.id, memberId }));
  /** Nobody gives more than they have. */
  const given = levels
    .filter((level) => holds(account.level, level))
    .map((level) => ({ value: level, label: `${texts.levels[level]}: ${texts.levelHints[level]}` }));
  const others = active.filter((member) => account.shares.every(({ memberId }) => memberId !== member.id));
  return (
    <section className={classes.section}>
      <h3>{texts.sharedWith}</h3>
      <p className={classes.dim}>{texts.sharedHint}</p>
      {account.shares.length === 0 && <p className={classes.dim}>{texts.noShares}</p>}
      <ul className={classes.items} aria-label={texts.sharedWith}>
        {account.shares.map(({ memberId, level }) => {
          const isLast = level === 'owner' && owners.length === 1;
          const changes = mayShare && holds(account.level, level) && !isLast;
          const name = nameOf(memberId);
          return (
            <li key={memberId}>
              <span dir="auto">{name}</span>
              {changes ? (
                <NativeSelect
                  aria-label={texts.levelOf(name)}
                  value={level}
                  data={given.map(({ value }) => ({ value, label: texts.levels[value] }))}
                  // The options are the levels.
                  onChange={(event) => void set(memberId, event.currentTarget.value as AccountLevel)}
                />
              ) : (
                <span className={classes.dim}>{texts.levels[level]}</span>
              )}
              {(changes || memberId === me.id) && !isLast && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={texts.unshare(name)}
                  onClick={() => void unshare(memberId)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {mayShare && others.length > 0 && <ShareForm people={others} given={given} onShare={set} />}
    </section>
  );
}

interface FormProps {
  people: readonly { id: string; name: string }[];
  given: { value: AccountLevel; label: string }[];
  onShare: (memberId: string, level: AccountLevel) => Promise<void>;
}

function ShareForm({ people, given, onShare }: FormProps) {
  const [memberId, setMemberId] = useState('');
  const [level, setLevel] = useState<AccountLevel>('read');
  const [busy, setBusy] = useState(false);
  const share = async () => {
    setBusy(true);
    await onShare(memberId, level);
    setMemberId('');
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void share();
      }}
    >
      <div className={classes.line}>
        <NativeSelect
          label={texts.addPerson}
          value={memberId}
          data={[
            { value: '', label: texts.choosePerson },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setMemberId(event.currentTarget.value)}
        />
        <NativeSelect
          label={texts.addLevel}
          value={level}
          data={given}
          // The options are the levels.
          onChange={(event) => setLevel(event.currentTarget.value as AccountLevel)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={memberId === ''}>
          {texts.add}
        </Button>
      </div>
    </form>
  );
}
