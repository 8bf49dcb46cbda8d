import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createApp, listApps } from '../api/apps.ts';
import { FormDrawer } from '../parts/FormDrawer.tsx';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { Row, RowsHead, Tag } from '../parts/Rows.tsx';
import { useAct } from '../parts/use-act.ts';
import { useGo, useParam } from '../shell/routing.tsx';
import { appTexts as texts } from '../texts/apps.ts';
import { AppDetail } from './AppDetail.tsx';
import { AppForm } from './AppForm.tsx';

const COLUMNS = 'minmax(0, 2fr) minmax(0, 1.5fr) minmax(0, 1fr) 100px';
const NARROW = 'minmax(0, 1fr) auto';

/** Developer apps, with the one that is open beside the list. */
export function AppsPage() {
  const appId = useParam('appId');
  const go = useGo();
  const [isCreating, setCreating] = useState(false);
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const create = useAct({
    run: createApp,
    done: ({ name }) => texts.created(name),
    refresh: ['apps'],
    isSilent: true,
    after: ({ id }) => {
      setCreating(false);
      go(`/console/apps/${id}`);
    },
  });
  const open = apps.data?.find(({ id }) => id === appId);
  const columns = appId ? NARROW : COLUMNS;
  const [name, permission, plan, state] = texts.columns;
  const list = (
    <List
      query={apps}
      empty={{ icon: <IconKey size={32} />, title: texts.none, help: texts.noneHelp }}
      head={
        <RowsHead columns={columns}>
          <span>{name}</span>
          {!appId && (
            <>
              <span>{permission}</span>
              <span>{plan}</span>
            </>
          )}
          <span>{state}</span>
        </RowsHead>
      }
    >
      {(app) => (
        <Row
          key={app.id}
          to={`/console/apps/${app.id}`}
          columns={columns}
          isOpen={app.id === appId}
          label={app.name}
        >
          <span className="row-words">
            <bdi className="strong">{app.name}</bdi>
            <span className="dim">{app.id}</span>
          </span>
          {!appId && (
            <>
              <span data-wide>{texts.permissions[app.permission]}</span>
              <span data-wide>{texts.tiers[app.tier]}</span>
            </>
          )}
          <span>
            <Tag tone={app.suspended ? 'bad' : 'good'}>{app.suspended ? texts.suspended : texts.active}</Tag>
          </span>
        </Row>
      )}
    </List>
  );
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
          {texts.new}
        </Button>
      }
    >
      <Split list={list} detail={open ? <AppDetail key={open.id} app={open} /> : null} />
      <FormDrawer title={texts.new} isOpen={isCreating} onClose={() => setCreating(false)}>
        <AppForm
          app={null}
          error={create.error}
          isSaving={create.isPending}
          onSave={({ name: wanted = '', ...app }) => create.mutate({ name: wanted, ...app })}
        />
      </FormDrawer>
    </Page>
  );
}
