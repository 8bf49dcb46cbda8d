import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { InboxView } from '../../../../contract/api/index.ts';
import { countsQuery, type InboxFilter } from '../../../api/inbox.ts';
import { deskTexts, viewNames } from '../../../texts/desk.ts';
import { FilterMenu, SortMenu } from './ListFilters.tsx';
import classes from './list.module.css';

interface Props {
  view: InboxView;
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
  search: string;
  onSearch: (text: string) => void;
}

const shownViews: InboxView[] = ['mine', 'unassigned', 'all'];
const otherViews: InboxView[] = ['programs', 'snoozed', 'recent', 'closed'];

/** Views with their counts, search and filter above the list. */
export function ListHead({ view, filter, onFilter, search, onSearch }: Props) {
  const counts = useQuery(countsQuery).data;
  const queues = counts?.queues ?? [];
  const navigate = useNavigate();
  const here = queues.find((queue) => queue.id === filter.queueId);
  const countOf = (of: InboxView) => (of === 'closed' ? undefined : counts?.[of]);
  // Where no program answers there is nothing to be said of bots.
  const isOffered = (of: InboxView) => of !== 'programs' || view === of || (counts?.programs ?? 0) > 0;
  const showCount = (of: InboxView) => {
    const count = countOf(of);
    return count === undefined || count === 0 ? null : (
      <span className={classes.count}>{count > 999 ? '999+' : count}</span>
    );
  };
  return (
    <div className={classes.head}>
      <nav className={classes.views} aria-label={deskTexts.list}>
        {shownViews.map((each) => (
          <Link
            key={each}
            to="/inbox/$view"
            params={{ view: each }}
            className={classes.view}
            data-here={each === view || undefined}
            aria-current={each === view ? 'true' : undefined}
          >
            {viewNames[each]}
            {showCount(each)}
          </Link>
        ))}
        <Menu position="bottom-end">
          <Menu.Target>
            <UnstyledButton className={classes.view} data-here={otherViews.includes(view) || undefined}>
              {otherViews.includes(view) ? viewNames[view] : deskTexts.more}
              {otherViews.includes(view) && showCount(view)}
              <IconChevronDown size={14} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
            {otherViews.filter(isOffered).map((each) => (
              <Menu.Item
                key={each}
                component={Link}
                to={`/inbox/${each}`}
                rightSection={<span className={classes.count}>{countOf(each)}</span>}
              >
                {viewNames[each]}
              </Menu.Item>
            ))}
            {queues.length > 1 && <Menu.Label>{deskTexts.queues}</Menu.Label>}
            {queues.length > 1 &&
              queues.map((queue) => (
                <Menu.Item
                  key={queue.id}
                  rightSection={<span className={classes.count}>{queue.unassigned || undefined}</span>}
                  onClick={() => {
                    onFilter({ ...filter, queueId: queue.id });
                    void navigate({ to: '/inbox/$view', params: { view: 'unassigned' } });
                  }}
                >
                  {queue.name}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </nav>
      {here && (
        <p className={classes.filtered}>
          {here.name}
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={deskTexts.allQueues}
            onClick={() => onFilter({ ...filter, queueId: undefined })}
          >
            <IconX size={12} />
          </ActionIcon>
        </p>
      )}
      <div className={classes.searchLine}>
        <TextInput
          id="search"
          type="search"
          size="xs"
          flex={1}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onSearch('');
            event.currentTarget.blur();
          }}
          placeholder={deskTexts.searchPlaceholder}
          aria-label={deskTexts.searchPlaceholder}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={
            search && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                onClick={() => onSearch('')}
                aria-label={deskTexts.clearSearch}
              >
                <IconX size={14} />
              </ActionIcon>
            )
          }
          styles={{ input: { minHeight: 32, height: 32, fontSize: 13 } }}
        />
        <SortMenu view={view} filter={filter} onFilter={onFilter} />
        <FilterMenu view={view} filter={filter} onFilter={onFilter} />
      </div>
    </div>
  );
}
