import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComposeLink } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { LoadingState, ProblemState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { offerUndo } from '../../../shell/undo.ts';
import { linkTexts as texts } from '../../../texts/compose-link.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import settings from '../settings.module.css';
import classes from './handle.module.css';

interface Props {
  handleId: string;
  /** Of the link that is made above. */
  firstWords: string;
  welcomeMessageId: string;
  onShow: (link: ComposeLink) => void;
}

/** Links with names: conversations remember by which one they began. */
export function NamedLinks({ handleId, firstWords, welcomeMessageId, onShow }: Props) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const queryKey = ['handle-links', handleId] as const;
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.composeLinks.list({ id: handleId }, { signal }),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey });
  const canTell = firstWords.trim() !== '' || welcomeMessageId !== '';
  const bringBack = async (link: ComposeLink) => {
    await api.deleted.restore({ id: link.id });
    await refresh();
  };
  const save = async () => {
    try {
      const link = { name, firstWords, welcomeMessageId: welcomeMessageId || null };
      await api.composeLinks.create({ id: handleId }, link);
      await refresh();
      setName('');
      setProblem(undefined);
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  const remove = async (link: ComposeLink) => {
    try {
      await api.composeLinks.remove({ id: handleId, linkId: link.id });
      await refresh();
      offerUndo(texts.removed(link.name), () => bringBack(link));
    } catch (error) {
      tellProblem(texts.cannotRemove, error);
    }
  };
  return (
    <section aria-label={texts.named}>
      <h3>{texts.named}</h3>
      <p className={settings.dim}>{texts.namedHint}</p>
      <form
        className={classes.nameLink}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={texts.name}
          placeholder={texts.namePlaceholder}
          maxLength={100}
          dir="auto"
          value={name}
          error={problem}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Button type="submit" variant="default" disabled={name.trim() === '' || !canTell}>
          {texts.saveName}
        </Button>
      </form>
      {!canTell && <p className={settings.dim}>{texts.needsWords}</p>}
      {query.isPending && <LoadingState label={commonTexts.loading} />}
      {query.isError && (
        <ProblemState
          title={commonTexts.cannotLoad}
          message={describeError(query.error)}
          retryLabel={commonTexts.retry}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.links.length === 0 && <p className={settings.dim}>{texts.none}</p>}
      <ul className={classes.links}>
        {query.data?.links.map((link) => (
          <li key={link.id}>
            <span dir="auto">
              <strong>{link.name}</strong>
              <br />
              <span className={settings.dim}>{texts.began(link.conversations)}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={texts.useOf(link.name)}
              onClick={() => onShow(link)}
            >
              {texts.use}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={texts.removeOf(link.name)}
              onClick={() => void remove(link)}
            >
              {texts.remove}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
