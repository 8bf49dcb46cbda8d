import { Button, NativeSelect } from '@mantine/core';
import { IconListDetails, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../api/ask.ts';
import { listApps } from '../api/apps.ts';
import { List } from '../parts/List.tsx';
import { Page, Split } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { Row, RowsHead } from '../parts/Rows.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { shortMoment } from '../parts/time.ts';
import { type Path, useGo, useParam, useSearchTexts } from '../shell/routing.tsx';
import { requestTexts as texts } from '../texts/requests.ts';
import { RequestDetail } from './RequestDetail.tsx';
import { StatusTag, callerOf } from './request-words.tsx';
import { type RequestFilter, useRequestLog } from './use-request-log.ts';

const COLUMNS = 'minmax(0, 3fr) 70px 80px minmax(0, 1fr) 110px';
const NARROW = 'minmax(0, 1fr) 60px';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

type Choice = { [Name in keyof RequestFilter]?: string };

/** The texts of the filter as the log wants them; what is not chosen is left out. */
const filterOf = ({ text, method, statusClass, appId, auth, userId }: Choice): RequestFilter => ({
  ...(text ? { text } : {}),
  ...(method ? { method } : {}),
  ...(statusClass && statusClass in texts.statuses ? { statusClass: Number(statusClass) } : {}),
  ...(appId ? { appId } : {}),
  ...(userId ? { userId } : {}),
  // The choices of the select are the kinds.
  ...(auth ? { auth: auth as NonNullable<RequestFilter['auth']> } : {}),
});

/** The log of requests: filtered, followed live, with the one that is open beside it. */
export function RequestsPage() {
  const requestId = useParam('requestId');
  const choice: Choice = useSearchTexts();
  const go = useGo();
  const search = queryOf(choice);
  const setChoice = (changes: Choice) =>
    go(`/console/requests${requestId ? `/${requestId}` : ''}${queryOf({ ...choice, ...changes })}` as Path, {
      replace: true,
    });
  /** The newest request when the list was paused. */
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const isPaused = pausedAt !== null;
  const requests = useRequestLog(filterOf(choice), pausedAt);
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const isFiltered = Object.values(choice).some(Boolean);
  const columns = requestId ? NARROW : COLUMNS;
  const [what, status, took, as, at] = texts.columns;

  const select = (
    name: 'method' | 'status' | 'app' | 'auth',
    field: keyof Choice,
    data: [string, string][],
  ) => (
    <NativeSelect
      size="xs"
      aria-label={texts[name]}
      value={choice[field] ?? ''}
      onChange={({ currentTarget }) => setChoice({ [field]: currentTarget.value })}
      data={[{ value: '', label: texts.all[name] }, ...data.map(([value, label]) => ({ value, label }))]}
    />
  );

  const list = (
    <List
      query={requests}
      empty={{
        icon: <IconListDetails size={32} />,
        ...(isFiltered ? { title: texts.noMatch } : { title: texts.none, help: texts.noneHelp }),
      }}
      moreLabel={texts.older}
      head={
        <RowsHead columns={columns}>
          <span>{what}</span>
          <span>{status}</span>
          {!requestId && (
            <>
              <span className="end">{took}</span>
              <span>{as}</span>
              <span className="end">{at}</span>
            </>
          )}
        </RowsHead>
      }
    >
      {(request) => (
        <Row
          key={request.id}
          to={`/console/requests/${request.id}${search}` as Path}
          columns={columns}
          isOpen={String(request.id) === requestId}
          label={`${request.method} ${request.path} ${request.status}`}
        >
          <span className="mono" dir="ltr">
            <span className="dim method">{request.method}</span> {request.path}
            {request.query && <span className="dim">?{request.query}</span>}
          </span>
          <StatusTag status={request.status} />
          {!requestId && (
            <>
              <span data-wide className="dim numbers end">
                {Math.round(request.durationMs)} ms
              </span>
              <span data-wide className="dim">
                {callerOf(request, apps.data ?? [])}
              </span>
              <span data-wide className="dim numbers end">
                {shortMoment(request.at, null)}
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
      lead={isPaused ? texts.paused : texts.lead}
      actions={
        <Button
          size="xs"
          variant={isPaused ? 'filled' : 'default'}
          leftSection={isPaused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
          onClick={() => setPausedAt(isPaused ? null : (requests.data?.[0]?.id ?? 0))}
        >
          {isPaused ? texts.follow : texts.pause}
        </Button>
      }
    >
      <div className="filters">
        <SearchField
          label={texts.find}
          value={choice.text ?? ''}
          onChange={(text) => setChoice({ text })}
          longest={300}
        />
        {select(
          'method',
          'method',
          METHODS.map((method) => [method, method]),
        )}
        {select('status', 'statusClass', Object.entries(texts.statuses))}
        {select('auth', 'auth', Object.entries(texts.auths))}
        {select(
          'app',
          'appId',
          (apps.data ?? []).map(({ id, name }) => [id, name]),
        )}
        <PersonPicker
          size="xs"
          label=""
          placeholder={texts.person}
          value={choice.userId || null}
          onChange={(userId) => setChoice({ userId: userId ?? '' })}
        />
      </div>
      <Split
        list={list}
        detail={requestId ? <RequestDetail key={requestId} requestId={requestId} search={search} /> : null}
      />
    </Page>
  );
}
