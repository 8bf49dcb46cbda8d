import { Button, Table, Tooltip, UnstyledButton } from '@mantine/core';
import type { MeasureId, Report, ReportGroup } from '../../../contract/api/index.ts';
import { hasConversations, measures } from '../../../contract/api/measures.ts';
import { formatMeasure } from '../../lib/measure-format.ts';
import { groupNames, insightsTexts } from '../../texts/insights.ts';
import classes from './insights.module.css';

interface Props {
  report: Report;
  groupBy: ReportGroup;
  shown: readonly MeasureId[];
  onOpen: (measure: MeasureId, key: string) => void;
  onTimeline: (memberId: string) => void;
}

/** The report's numbers by group. Numbers with conversations behind them open them. */
export function ReportTable({ report, groupBy, shown, onOpen, onTimeline }: Props) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={insightsTexts.report}>
      <Table striped highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{groupNames[groupBy]}</Table.Th>
            {shown.map((id) => (
              <Table.Th key={id} className={classes.number}>
                <Tooltip label={measures[id].definition} multiline w={280} events={everywhere}>
                  <span tabIndex={0}>{measures[id].name}</span>
                </Tooltip>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" dir="auto">
                {nameOf(row.key, row.name)}{' '}
                {groupBy === 'agent' && row.key !== '' && (
                  <Button size="compact-xs" variant="subtle" onClick={() => onTimeline(row.key)}>
                    {insightsTexts.timeline}
                  </Button>
                )}
              </Table.Th>
              {shown.map((id) => (
                <Table.Td key={id} className={classes.number}>
                  {hasConversations(id) && row.numbers[id] ? (
                    <UnstyledButton onClick={() => onOpen(id, row.key)}>
                      {formatMeasure(measures[id].unit, row.numbers[id])}
                    </UnstyledButton>
                  ) : (
                    formatMeasure(measures[id].unit, row.numbers[id])
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {report.cut && <p className={classes.lead}>{insightsTexts.cut}</p>}
    </div>
  );
}

const everywhere = { hover: true, focus: true, touch: true };

function nameOf(key: string, name: string | null): string {
  if (key === '') return insightsTexts.nobody;
  return name ?? insightsTexts.gone;
}
