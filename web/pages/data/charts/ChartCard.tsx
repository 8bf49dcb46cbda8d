import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DataChart } from '../../../../contract/api/index.ts';
import { dataChartRowsQuery } from '../../../api/data-charts.ts';
import { useMay } from '../../../api/session.ts';
import { chartTexts as texts } from '../../../texts/data-charts.ts';
import { ChartDrawing } from './ChartDrawing.tsx';
import classes from './charts.module.css';

/** A chart that is saved, drawn from the rows of now. */
export function ChartCard(props: {
  chart: DataChart;
  dataVersion: number;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onDelete: () => void;
  onMove: (by: -1 | 1) => void;
}) {
  const { chart, onMove } = props;
  const may = useMay();
  const query = useQuery(dataChartRowsQuery(chart, props.dataVersion));
  const heading = `chart-${chart.id}`;
  return (
    <li className={classes.card} aria-labelledby={heading}>
      <div className={classes.top}>
        <h2 id={heading} dir="auto">
          {chart.title}
        </h2>
        {may('data.manage') && (
          <Menu position="bottom-end" width={180}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={texts.verbs(chart.title)}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={props.onEdit}>
                {texts.edit}
              </Menu.Item>
              {!props.isFirst && (
                <Menu.Item leftSection={<IconArrowUp size={14} aria-hidden />} onClick={() => onMove(-1)}>
                  {texts.earlier}
                </Menu.Item>
              )}
              {!props.isLast && (
                <Menu.Item leftSection={<IconArrowDown size={14} aria-hidden />} onClick={() => onMove(1)}>
                  {texts.later}
                </Menu.Item>
              )}
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={props.onDelete}
              >
                {texts.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ChartDrawing title={chart.title} spec={chart.spec} query={query} />
    </li>
  );
}
