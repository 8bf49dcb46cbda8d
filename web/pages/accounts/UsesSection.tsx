import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AccountDetail } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { accountsQuery, refreshAccounts } from '../../api/accounts.ts';
import { useMay } from '../../api/session.ts';
import { tellDone, tellProblem } from '../../shell/tell.ts';
import { accountsTexts as texts } from '../../texts/accounts.ts';
import classes from './accounts.module.css';

/** The handle and the DataSets that hang on an account; the latter can go on with another one. */
export function UsesSection({ account, mayMove }: { account: AccountDetail; mayMove: boolean }) {
  const may = useMay();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const { handle, reports } = account;
  const moves = mayMove && account.datasets > 0;
  const pick = (id: string, on: boolean) =>
    setPicked((now) => (on ? [...now, id] : now.filter((each) => each !== id)));
  return (
    <section className={classes.section}>
      <h3>{texts.usedBy}</h3>
      {!handle && account.datasets === 0 && <p className={classes.dim}>{texts.notUsed}</p>}
      <ul className={classes.items}>
        {handle && (
          <li>
            {may('setup.manage') ? (
              <Link to="/settings/x/$handleId" params={{ handleId: handle.id }} className={classes.link}>
                {texts.handleOf(handle.name)}
              </Link>
            ) : (
              <span>{texts.handleOf(handle.name)}</span>
            )}
          </li>
        )}
        {reports.map((report) => (
          <li key={report.id}>
            <Link
              to="/datasources/$datasetId/details/data"
              params={{ datasetId: report.datasetId }}
              className={classes.link}
              dir="auto"
            >
              {report.datasetName}
            </Link>
            {moves && account.datasets > 1 && (
              <Checkbox
                aria-label={report.datasetName}
                checked={picked.includes(report.datasetId)}
                onChange={(event) => pick(report.datasetId, event.currentTarget.checked)}
              />
            )}
          </li>
        ))}
      </ul>
      {account.datasets > reports.length && (
        <p className={classes.dim}>{texts.moreReports(account.datasets - reports.length)}</p>
      )}
      {moves && <MoveForm account={account} picked={picked} onMoved={() => setPicked([])} />}
    </section>
  );
}

interface MoveProps {
  account: AccountDetail;
  /** None: all. */
  picked: readonly string[];
  onMoved: () => void;
}

function MoveForm({ account, picked, onMoved }: MoveProps) {
  const { data } = useQuery(accountsQuery({ order: 'name', limit: 100 }));
  const others = (data?.accounts ?? []).filter(({ id }) => id !== account.id);
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const move = async () => {
    setBusy(true);
    try {
      const { moved } = await api.accounts.moveDatasets(
        { id: account.id },
        { to, ...(picked.length > 0 && { datasetIds: [...picked] }) },
      );
      tellDone(texts.moved(moved));
      onMoved();
      await refreshAccounts();
    } catch (error) {
      tellProblem(texts.cannotMove, error);
    }
    setBusy(false);
  };
  if (data && others.length === 0) return <p className={classes.dim}>{texts.noOther}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      <div className={classes.line}>
        <NativeSelect
          label={texts.move}
          description={texts.moveHint}
          value={to}
          data={[
            { value: '', label: texts.moveChoose },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={to === ''}>
          {picked.length > 0 ? texts.moveSome(picked.length) : texts.moveAll(account.datasets)}
        </Button>
      </div>
    </form>
  );
}
