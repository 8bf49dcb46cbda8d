import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { createUser, findUsers } from '../api/people.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { FormDrawer } from '../parts/FormDrawer.tsx';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { Row, RowsHead } from '../parts/Rows.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { count, exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { usePages } from '../parts/use-pages.ts';
import { useGo, useParam } from '../shell/routing.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import { PersonDetail } from './PersonDetail.tsx';
import { PersonForm } from './PersonForm.tsx';
import { States } from './States.tsx';

const PAGE = 100;
const COLUMNS = 'minmax(0, 2.2fr) minmax(0, 1.4fr) 110px 110px';
const NARROW = 'minmax(0, 2fr) minmax(0, 1fr)';

/** Everybody, with the one who is open beside the list. */
export function PeoplePage() {
  const userId = useParam('userId');
  const go = useGo();
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  // A list that is open beside somebody has room for less.
  const columns = userId ? NARROW : COLUMNS;
  const users = usePages({
    key: ['users', 'list', search],
    size: PAGE,
    read: (after?: string) => findUsers({ search, after, limit: PAGE }),
    cursorOf: ({ id }) => id,
  });
  const create = useAct({
    run: createUser,
    done: ({ username }) => texts.created(username),
    refresh: ['users'],
    isSilent: true,
    after: ({ id }) => {
      setCreating(false);
      go(`/console/people/${id}`);
    },
  });

  const list = (
    <List
      query={users}
      empty={{
        icon: <IconUsers size={32} />,
        ...(search ? { title: texts.noMatch } : { title: texts.nobody, help: texts.nobodyHelp }),
      }}
      head={
        <RowsHead columns={columns}>
          {texts.columns.slice(0, userId ? 2 : 4).map((name, at) => (
            <span key={name} className={at === 2 ? 'end' : ''}>
              {name}
            </span>
          ))}
        </RowsHead>
      }
    >
      {(user) => (
        <Row
          key={user.id}
          to={`/console/people/${user.id}`}
          columns={columns}
          isOpen={user.id === userId}
          label={`${user.name} @${user.username}`}
        >
          <span className="row-main">
            <Avatar userId={user.id} size={28} />
            <span className="row-words">
              <bdi className="strong">{user.name}</bdi>
              <span className="dim">@{user.username}</span>
            </span>
          </span>
          <States user={user} />
          {!userId && (
            <>
              <span data-wide className="numbers end">
                {count(user.extraFollowers)}
              </span>
              <span data-wide className="dim" title={exactMoment(user.createdAt)}>
                {new Date(user.createdAt).toLocaleDateString()}
              </span>
            </>
          )}
        </Row>
      )}
    </List>
  );

  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button size="xs" leftSection={<IconUserPlus size={15} />} onClick={() => setCreating(true)}>
          {texts.new}
        </Button>
      }
    >
      <div className="filters">
        <SearchField label={texts.find} value={search} onChange={setSearch} />
      </div>
      <Split list={list} detail={userId ? <PersonDetail key={userId} userId={userId} /> : null} />
      <FormDrawer title={texts.new} isOpen={isCreating} onClose={() => setCreating(false)}>
        <PersonForm
          user={null}
          error={create.error}
          isSaving={create.isPending}
          onSave={({ username = '', ...user }) => create.mutate({ username, ...user })}
        />
      </FormDrawer>
    </Page>
  );
}
