import { Button } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../../ui/index.ts';
import { listApps } from '../api/apps.ts';
import { Refusal } from '../api/ask.ts';
import { curlOf, findRequest } from '../api/requests.ts';
import { Code } from '../parts/Code.tsx';
import { Headers } from '../parts/Headers.tsx';
import { Detail, Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { Facts } from '../parts/Rows.tsx';
import { Shown } from '../parts/Shown.tsx';
import { exactMoment } from '../parts/time.ts';
import { useAct } from '../parts/use-act.ts';
import { type Path, To } from '../shell/routing.tsx';
import { tellDone } from '../shell/tell.ts';
import { requestTexts as texts } from '../texts/requests.ts';
import { StatusTag } from './request-words.tsx';

/** One request with both sides of what was said, and the line that asks it again. */
export function RequestDetail({ requestId, search }: { requestId: string; search: string }) {
  const request = useQuery({
    queryKey: ['request', requestId],
    queryFn: () => findRequest(requestId),
    staleTime: Infinity,
  });
  const apps = useQuery({ queryKey: ['apps'], queryFn: listApps });
  const [command, setCommand] = useState<string | null>(null);
  const curl = useAct({
    run: () => curlOf(Number(requestId)),
    after: ({ curl: line, note }) => {
      const isWritten = navigator.clipboard?.writeText(line) ?? Promise.reject(new Refusal(''));
      isWritten.then(
        () => tellDone(note ? texts.copiedNote(note) : texts.copied),
        () => setCommand(line),
      );
    },
  });
  const found = request.data;
  const isGone = request.error instanceof Refusal && request.error.status === 404;
  return (
    <Detail
      title={found ? <span className="mono">{`${found.method} ${found.path}`}</span> : texts.title}
      // The way back keeps the filter.
      close={`/console/requests${search}` as Path}
      actions={
        found && (
          <>
            <StatusTag status={found.status} />
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconTerminal2 size={14} />}
              loading={curl.isPending}
              onClick={() => curl.mutate()}
            >
              {texts.copyCurl}
            </Button>
          </>
        )
      }
    >
      {isGone ? (
        <EmptyState title={texts.gone} />
      ) : (
        <Shown query={request}>
          {(one) => (
            <>
              {command && (
                <>
                  <p className="note">{texts.cannotCopy}</p>
                  <Code text={command} label={texts.curl} />
                </>
              )}
              <Facts
                facts={[
                  [texts.facts.route, <code key="r">{one.route}</code>],
                  [
                    texts.facts.app,
                    one.appId && (
                      <To key="a" to={`/console/apps/${one.appId}`}>
                        {apps.data?.find(({ id }) => id === one.appId)?.name ?? one.appId}
                      </To>
                    ),
                  ],
                  [texts.facts.user, one.userId && <PersonName id={one.userId} />],
                  [texts.facts.auth, texts.auths[one.auth ?? 'none']],
                  [texts.facts.took, `${one.durationMs} ms`],
                  [texts.facts.at, exactMoment(one.at)],
                ]}
              />
              {!one.headers && <p className="note">{texts.notKept}</p>}
              <Section title={texts.request}>
                <Headers
                  first={`${one.method} ${one.path}${one.query && `?${one.query}`}`}
                  headers={one.headers ?? {}}
                />
                {one.body ? (
                  <Code text={one.body} label={texts.requestBody} />
                ) : (
                  <p className="dim">{texts.noBody}</p>
                )}
              </Section>
              <Section title={texts.answer}>
                <Headers
                  first={one.status === 0 ? texts.noAnswer : String(one.status)}
                  headers={one.responseHeaders ?? {}}
                />
                {one.responseBody ? (
                  <Code text={one.responseBody} label={texts.answerBody} />
                ) : (
                  <p className="dim">{texts.noBody}</p>
                )}
              </Section>
            </>
          )}
        </Shown>
      )}
    </Detail>
  );
}
