import { Button, Group, Modal, NativeSelect, PasswordInput, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sunshineOperations } from '../../../../contract/sunshine/index.ts';
import type { Operation } from '../../../../contract/sunshine/operation.ts';
import { CopyBlock, CopyField, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { programKeysQuery } from '../../../api/programs.ts';
import { curlOf, exampleOf, fillPath, type JsonSchema, placesOf } from '../../../lib/example-body.ts';
import { describeError } from '../../../shell/tell.ts';
import { usePageTitle } from '../../../shell/use-page-title.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programTexts, tryTexts as texts } from '../../../texts/programs.ts';
import handle from '../handle/handle.module.css';
import settings from '../settings.module.css';
import { type Answer, callAsProgram } from './call-as-program.ts';
import classes from './programs.module.css';

/** What can be tried by hand: JSON in, JSON out. */
const groups = Object.entries(sunshineOperations).map(([group, operations]) => ({
  group,
  items: operations.filter((one) => !one.upload && one.status !== 302),
}));
const all = groups.flatMap(({ items }) => items);
const find = (id: string): Operation | undefined => all.find((one) => one.id === id);
const bodyOf = (operation: Operation | undefined): string =>
  // A TypeBox schema is a JSON Schema.
  operation?.body ? JSON.stringify(exampleOf(operation.body as JsonSchema), null, 2) : '';

/** Calls the API as a program does, with a key whose secret is typed and kept nowhere. */
export function TryPage() {
  usePageTitle(texts.title, programTexts.title);
  const keys = useQuery(programKeysQuery);
  return (
    <div className={settings.page}>
      <Link to="/settings/programs" className={handle.back}>
        <IconArrowLeft size={16} aria-hidden /> {programTexts.title}
      </Link>
      <h2>{texts.title}</h2>
      <p className={settings.lead}>{texts.lead}</p>
      {keys.isPending && <LoadingState label={commonTexts.loading} />}
      {keys.isError && (
        <ProblemState
          title={commonTexts.cannotLoad}
          message={describeError(keys.error)}
          retryLabel={commonTexts.retry}
          onRetry={() => void keys.refetch()}
        />
      )}
      {keys.data && <Description url={`${keys.data.baseUrl}/openapi.json`} />}
      {keys.data && <Console appId={keys.data.appId} baseUrl={keys.data.baseUrl} keys={keys.data.keys} />}
    </div>
  );
}

/** The file that describes what can be called here, for tools. */
function Description({ url }: { url: string }) {
  return (
    <div className={classes.file}>
      <CopyField
        label={texts.file}
        description={texts.fileHint}
        value={url}
        copyLabel={commonTexts.copy}
        copiedLabel={commonTexts.copied}
      />
      <Button
        component="a"
        variant="default"
        // The page may be open under another name of this server than the one that programs are told.
        href={new URL(url).pathname}
        download="sunshine.openapi.json"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {texts.download}
      </Button>
    </div>
  );
}

interface Props {
  appId: string;
  baseUrl: string;
  keys: readonly { id: string; name: string }[];
}

function Console({ appId, baseUrl, keys }: Props) {
  const [operationId, setOperationId] = useState('GetApp');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ appId });
  const [query, setQuery] = useState('');
  const [body, setBody] = useState('');
  const [keyId, setKeyId] = useState(keys[0]?.id ?? '');
  const [secret, setSecret] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const [asking, { open, close }] = useDisclosure(false);
  const operation = find(operationId) ?? all[0];
  if (!operation) return null;
  const path = fillPath(operation.path, values);
  const suffix = query.trim() === '' ? '' : `?${query.trim().replace(/^\?/, '')}`;
  const hasBody = operation.body !== undefined && body.trim() !== '';
  const isWrong = hasBody && !isJson(body);
  const url = `${baseUrl}${path ?? operation.path}${suffix}`;
  const call = { method: operation.method, url, keyId, body: hasBody ? body : undefined };
  const missing = placesOf(operation.path).filter((name) => (values[name] ?? '').trim() === '');
  const cannot = path === undefined || isWrong || keyId === '' || secret === '';

  const choose = (id: string) => {
    setOperationId(id);
    setBody(bodyOf(find(id)));
    setQuery('');
    setAnswer(undefined);
  };
  const send = async () => {
    setBusy(true);
    setAnswer(await callAsProgram({ ...call, secret }));
    setBusy(false);
  };
  return (
    <form
      className={classes.console}
      onSubmit={(event) => {
        event.preventDefault();
        if (cannot) return;
        if (operation.method === 'DELETE') open();
        else void send();
      }}
    >
      <NativeSelect
        label={texts.operation}
        description={operation.refused ?? operation.summary}
        value={operation.id}
        data={groups.map(({ group, items }) => ({
          group,
          items: items.map((one) => ({ value: one.id, label: one.id })),
        }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {placesOf(operation.path).map((name) => (
        <TextInput
          key={name}
          label={name}
          maxLength={1_024}
          value={values[name] ?? ''}
          onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
      {operation.method === 'GET' && (
        <TextInput
          label={texts.query}
          description={operation.paged ? texts.pagedHint : texts.queryHint}
          maxLength={2_000}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {operation.body && (
        <Textarea
          label={texts.body}
          description={texts.bodyHint}
          autosize
          minRows={4}
          maxRows={20}
          spellCheck={false}
          classNames={{ input: classes.code }}
          value={body}
          error={isWrong ? texts.notJson : undefined}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={texts.key}
        list="try-keys"
        description={keys.length === 0 ? texts.noKey : undefined}
        maxLength={100}
        value={keyId}
        onChange={(event) => setKeyId(event.currentTarget.value)}
      />
      <datalist id="try-keys">
        {keys.map((key) => (
          <option key={key.id} value={key.id} label={key.name} />
        ))}
      </datalist>
      <PasswordInput
        label={texts.secret}
        description={texts.secretHint}
        autoComplete="off"
        maxLength={200}
        visibilityToggleButtonProps={{ 'aria-label': texts.showSecret, 'aria-hidden': false, tabIndex: 0 }}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <CopyBlock
        label={texts.request}
        description={texts.requestHint}
        value={curlOf(call)}
        copyLabel={commonTexts.copy}
        copiedLabel={commonTexts.copied}
      />
      <div>
        <Button type="submit" loading={busy} disabled={cannot}>
          {texts.send}
        </Button>{' '}
        {missing.length > 0 && <span className={settings.dim}>{texts.missing(missing.join(', '))}</span>}
      </div>
      <div role="status">{answer && <p>{texts.answered(answer.status, answer.tookMs)}</p>}</div>
      {answer && (
        <CopyBlock
          label={texts.answer}
          value={answer.text}
          copyLabel={commonTexts.copy}
          copiedLabel={commonTexts.copied}
        />
      )}
      <Modal
        opened={asking}
        onClose={close}
        title={texts.deleteTitle}
        closeButtonProps={{ 'aria-label': commonTexts.close }}
      >
        <Text size="sm">{texts.deleteHint(`${operation.method} ${path ?? ''}`)}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {texts.cancel}
          </Button>
          <Button
            color="red"
            onClick={() => {
              close();
              void send();
            }}
          >
            {texts.deleteYes}
          </Button>
        </Group>
      </Modal>
    </form>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
