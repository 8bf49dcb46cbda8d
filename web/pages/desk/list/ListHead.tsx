import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconFilter, IconFilterFilled, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InboxView } from '../../../../contract/api/index.ts';
import { countsQuery, type InboxFilter } from '../../../api/inbox.ts';
import { handlesQuery, tagsQuery } from '../../../api/queries.ts';
import { deskTexts, viewNames } from '../../../texts/desk.ts';
import classes from './list.module.css';

interface Props {
  view: InboxView;
  filter: InboxFilter;
  onFilter: (filter: InboxFilter) => void;
  search: string;
  onSearch: (text: string) => void;
}

const shownViews: InboxView[] = ['mine', 'unassigned', 'all'];
const otherViews: InboxView[] = ['snoozed', 'closed'];

/** Views with their counts, search and filter above the list. */
export function ListHead({ view, filter, onFilter, search, onSearch }: Props) {
  const counts = useQuery(countsQuery).data;
  const handles = useQuery(handlesQuery).data?.handles ?? [];
  const tags = useQuery(tagsQuery).data?.tags ?? [];
  const countOf = (of: InboxView) => (of === 'closed' ? undefined : counts?.[of]);
  const filtered = Object.values(filter).some(Boolean);
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
          <Menu.Dropdown>
            {otherViews.map((each) => (
              <Menu.Item
                key={each}
                component={Link}
                to={`/inbox/${each}`}
                rightSection={<span className={classes.count}>{countOf(each)}</span>}
              >
                {viewNames[each]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </nav>
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
            <Menu.CheckboxItem
              checked={filter.unread ?? false}
              onChange={(unread) => onFilter({ ...filter, unread: unread || undefined })}
            >
              {deskTexts.onlyUnread}
            </Menu.CheckboxItem>
            {handles.length > 1 && <Menu.Divider />}
            {handles.length > 1 &&
              handles.map((handle) => (
                <Menu.CheckboxItem
                  key={handle.id}
                  checked={filter.handleId === handle.id}
                  onChange={(on) => onFilter({ ...filter, handleId: on ? handle.id : undefined })}
                >
                  {handle.name}
                </Menu.CheckboxItem>
              ))}
            {tags.length > 0 && <Menu.Divider />}
            {tags.slice(0, 20).map((tag) => (
              <Menu.CheckboxItem
                key={tag}
                checked={filter.tag === tag}
                onChange={(on) => onFilter({ ...filter, tag: on ? tag : undefined })}
              >
                {tag}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}
