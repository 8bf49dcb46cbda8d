import { NativeSelect } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ControlAppCost } from '../../../contract/control/money.ts';
import { EmptyState } from '../../../ui/index.ts';
import { readCost } from '../api/money.ts';
import { Page, Section } from '../parts/Page.tsx';
import { Meter, Tag } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { count } from '../parts/time.ts';
import { costTexts as texts } from '../texts/conditions.ts';
import { Budget } from './Budget.tsx';
import { Prices } from './Prices.tsx';
import { dollars } from './dollars.ts';
import './conditions.css';

const SHOWN_LINES = 50;

function Figure({ name, value, more }: { name: string; value: string; more?: string }) {
  return (
    <div className="figure">
      <span className="dim">{name}</span>
      <strong>{value}</strong>
      {more && <span className="dim">{more}</span>}
    </div>
  );
}

function Lines({ cost }: { cost: ControlAppCost }) {
  if (cost.lines.length === 0) return <p className="dim">{texts.noLines}</p>;
  const [day, source, calls, charged, price] = texts.columns;
  return (
    <div className="scroll-x">
      <table className="table">
        <thead>
          <tr>
            <th>{day}</th>
            <th>{source}</th>
            <th className="end">{calls}</th>
            <th className="end">{charged}</th>
            <th className="end">{price}</th>
          </tr>
        </thead>
        <tbody>
          {cost.lines.slice(0, SHOWN_LINES).map((line) => (
            <tr key={`${line.day}${line.source}${line.item}`}>
              <td className="numbers">{line.day}</td>
              <td>
                <span className="mono">{line.source}</span> <span className="dim">{line.item}</span>
              </td>
              <td className="numbers end">{count(line.calls)}</td>
              <td className="numbers end" title={`${count(line.deduplicated)} ${texts.free}`}>
                {count(line.charged)}
              </td>
              <td className="numbers end">{dollars(line.usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AppCost({ cost }: { cost: ControlAppCost }) {
  const { credits } = cost;
  return (
    <Section title={cost.name} actions={!cost.paysPerUse && <Tag>{texts.enterprise}</Tag>}>
      {credits.blockedBy && <p className="form-problem">{texts.blocked[credits.blockedBy]}</p>}
      <div className="figures">
        <Figure name={texts.total} value={dollars(cost.totalUsd)} />
        <Figure name={texts.today} value={dollars(cost.todayUsd)} />
        <Figure
          name={texts.balance}
          value={credits.balanceUsd === null ? '∞' : dollars(credits.balanceUsd)}
          more={credits.balanceUsd === null ? texts.unlimited : undefined}
        />
        <Figure
          name={texts.spent}
          value={dollars(credits.spentThisCycleUsd)}
          more={texts.cycle(new Date(credits.cycleEndsAt).toLocaleDateString())}
        />
        <Figure name={texts.postReads} value={count(credits.postReadsThisCycle)} />
      </div>
      {credits.spendingLimitUsd !== null && (
        <Meter
          used={credits.spentThisCycleUsd}
          limit={credits.spendingLimitUsd}
          label={texts.spendingLimit}
        />
      )}
      <Budget key={credits.appId} credits={credits} />
      <h4>{texts.lines}</h4>
      <Lines cost={cost} />
    </Section>
  );
}

/** What each app costs and what it has to spend. */
export function CostPage() {
  const [days, setDays] = useState('7');
  const cost = useQuery({
    queryKey: ['cost', days],
    queryFn: () => readCost(Number(days)),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <NativeSelect
          size="xs"
          aria-label={texts.period}
          // Numbers as keys would sort before other texts; here the order is theirs.
          data={Object.entries(texts.days).map(([value, label]) => ({ value, label }))}
          value={days}
          onChange={({ currentTarget }) => setDays(currentTarget.value)}
        />
      }
    >
      <div className="page-content">
        <Shown
          query={cost}
          isEmpty={({ apps }) => apps.length === 0}
          empty={<EmptyState icon={<IconCoins size={32} />} title={texts.none} />}
        >
          {({ apps }) => apps.map((one) => <AppCost key={one.appId} cost={one} />)}
        </Shown>
        <Prices />
      </div>
    </Page>
  );
}
