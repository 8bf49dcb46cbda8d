import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsSort, IconFilter, IconFilterFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { InboxSort, InboxView } from '../../../../contract/api/index.ts';
import { countsQuery, type InboxFilter } from '../../../api/inbox.ts';
import { handlesQuery, tagsQuery, workStreamsQuery } from '../../../api/queries.ts';
import { deskTexts, sortNames } from '../../../texts/desk.ts';
import { isSorted } from './use-inbox-filter.ts';
import classes from './list.module.css';

interface Props {
  view: InboxView;
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
}

/** The orders that a list can have. Object.entries forgets the literal keys. */
const sorts = Object.entries(sortNames) as [InboxSort, string][];

/** In which order the list is. Lists of what is closed have one order only. */
export function SortMenu({ view, filter, onFilter }: Props) {
  if (!isSorted(view)) return null;
  const sort = filter.sort ?? 'activity';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant={filter.sort ? 'light' : 'subtle'}
          color={filter.sort ? undefined : 'gray'}
          size={32}
          aria-label={deskTexts.sortedBy(sortNames[sort])}
        >
          <IconArrowsSort size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{deskTexts.sort}</Menu.Label>
        <Menu.RadioGroup
          value={sort}
          onChange={(value) => onFilter({ ...filter, sort: sorts.find(([id]) => id === value)?.[0] })}
        >
          {sorts.map(([id, name]) => (
            <Menu.RadioItem key={id} value={id}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the list leaves out: by queue, work stream, handle, tag. */
export function FilterMenu({ filter, onFilter }: Props) {
  const queues = useQuery(countsQuery).data?.queues ?? [];
  const workStreams = useQuery(workStreamsQuery).data?.workStreams ?? [];
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const tags = useQuery(tagsQuery).data?.tags ?? [];
  const { sort, ...rest } = filter;
  const filtered = Object.values(rest).some(Boolean);
  const group = (
    label: string,
    key: 'queueId' | 'workStreamId' | 'handleId' | 'tag',
    items: readonly { id: string; name: string; count?: number }[],
    least: number,
  ) =>
    items.length >= least && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {items.map((item) => (
          <Menu.CheckboxItem
            key={item.id}
            checked={filter[key] === item.id}
            onChange={(on) => onFilter({ ...filter, [key]: on ? item.id : undefined })}
            rightSection={item.count ? <span className={classes.count}>{item.count}</span> : undefined}
          >
            {item.name}
          </Menu.CheckboxItem>
        ))}
      </>
    );
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon
          variant={filtered ? 'light' : 'subtle'}
          color={filtered ? undefined : 'gray'}
          size={32}
          aria-label={deskTexts.filter}
        >
          {filtered ? <IconFilterFilled size={16} /> : <IconFilter size={16} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        {filtered && (
          <>
            <Menu.Item onClick={() => onFilter(sort ? { sort } : {})}>{deskTexts.noFilter}</Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.CheckboxItem
          checked={filter.unread ?? false}
          onChange={(unread) => onFilter({ ...filter, unread: unread || undefined })}
        >
          {deskTexts.onlyUnread}
        </Menu.CheckboxItem>
        {group(
          deskTexts.queues,
          'queueId',
          queues.map(({ id, name, unassigned }) => ({ id, name, count: unassigned })),
          2,
        )}
        {group(deskTexts.workStreams, 'workStreamId', workStreams, 2)}
        {group(deskTexts.handles, 'handleId', handles, 2)}
        {group(
          deskTexts.tags,
          'tag',
          tags.slice(0, 20).map((tag) => ({ id: tag, name: tag })),
          1,
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
