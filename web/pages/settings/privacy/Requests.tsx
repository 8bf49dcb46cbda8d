import { Button, Group, Table, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { EmptyState, formatDayAndTime, formatExact } from '../../../../ui/index.ts';
import { PageProblemOf } from '../../../shell/PageProblemOf.tsx';
import { describeError } from '../../../shell/tell.ts';
import { privacyTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';

const SOON_MS = 2_000;

/** Erasures and exports with how far they are, what they left, and the check of a certificate. */
export function Requests() {
  const query = useQuery({
    queryKey: ['privacy-requests'],
    queryFn: ({ signal }) => api.privacy.list({ limit: 50 }, { signal }),
    refetchInterval: (now) =>
      now.state.data?.requests.some((one) => one.state === 'waiting' || one.state === 'running')
        ? SOON_MS
        : false,
  });
  const requests = query.data?.requests ?? [];
  return (
    <section aria-label={texts.requests}>
      <h3>{texts.requests}</h3>
      {query.isError && <PageProblemOf query={query} />}
      {query.data && requests.length === 0 && <EmptyState title={texts.noRequests} />}
      {requests.length > 0 && (
        <Table className={classes.table}>
          <Table.Tbody>
            {requests.map((request) => (
              <Table.Tr key={request.id}>
                <Table.Td title={formatExact(request.requestedAt)}>
                  {formatDayAndTime(request.requestedAt)}
                </Table.Td>
                <Table.Td>{texts.kinds[request.kind]}</Table.Td>
                <Table.Td>
                  {texts.states[request.state]}
                  {request.done > 0 && ` · ${texts.rows(request.done)}`}
                  {request.failure && ` · ${request.failure}`}
                </Table.Td>
                <Table.Td>
                  {request.byteSize !== null && (
                    <a href={`/api/privacy/requests/${request.id}/file`} download>
                      {texts.download}
                    </a>
                  )}
                  {request.hasCertificate && (
                    <a
                      href={`/api/privacy/requests/${request.id}/certificate`}
                      download={`certificate-${request.id}.json`}
                    >
                      {texts.certificate}
                    </a>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <VerifyBox />
    </section>
  );
}

function VerifyBox() {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<string>();
  const check = async () => {
    try {
      const { problem } = await api.privacy.verify({ certificate: text });
      setAnswer(problem ?? texts.valid);
    } catch (error) {
      setAnswer(describeError(error));
    }
  };
  return (
    <details>
      <summary>{texts.verify}</summary>
      <Textarea
        mt="xs"
        label={texts.verifyPaste}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group mt="xs">
        <Button variant="default" disabled={text.trim() === ''} onClick={() => void check()}>
          {texts.verifyDo}
        </Button>
        <span role="status">{answer}</span>
      </Group>
    </details>
  );
}
