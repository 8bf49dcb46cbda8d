import { ActionIcon, Button, Checkbox, Group, Input, Textarea, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { RelativeTime } from '../../../../ui/index.ts';
import { addPosts, readPostIds } from '../../../lib/post-ids.ts';
import { describeError } from '../../../shell/tell.ts';
import { optionTexts as texts } from '../../../texts/report-options.ts';
import classes from '../reports.module.css';

export interface PostsFieldProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  disabled: boolean;
  most: number;
  accountId: string | null;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Own posts: picked from a list that is read from X when asked for, or pasted as ids and addresses. */
export function PostsField(props: PostsFieldProps) {
  const { chosen, most, onChange, disabled } = props;
  const [said, setSaid] = useState('');
  const [pasted, setPasted] = useState('');
  const list = usePosts(props.accountId);
  const textOf = (id: string) => list.posts.find((post) => post.id === id)?.text ?? texts.postById(id);
  const add = (ids: readonly string[]) => {
    const next = addPosts(chosen, ids, most);
    onChange(next.chosen);
    setSaid(next.leftOut > 0 ? texts.leftOut(most, next.leftOut) : '');
  };
  const takeOut = (id: string) => {
    onChange(chosen.filter((one) => one !== id));
    setSaid('');
  };
  const takePasted = () => {
    const { ids, wrong } = readPostIds(pasted);
    if (wrong.length > 0) {
      setSaid(texts.notPosts(wrong.slice(0, 5)));
      return;
    }
    add(ids);
    setPasted('');
  };
  return (
    <fieldset className={classes.posts} disabled={disabled}>
      <legend>{props.label}</legend>
      {props.description && <Input.Description>{props.description}</Input.Description>}
      <p className={classes.dim} role="status">
        {chosen.length === 0 ? texts.noPostsChosen : texts.chosenPosts(chosen.length, most)}
      </p>
      {chosen.length > 0 && (
        <>
          <ul className={classes.chosen} aria-label={props.label}>
            {chosen.map((id) => (
              <li key={id}>
                <span dir="auto">{textOf(id)}</span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="md"
                  disabled={disabled}
                  aria-label={texts.removePost(textOf(id))}
                  onClick={() => takeOut(id)}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={disabled}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => onChange([])}
          >
            {texts.takeOutAll}
          </Button>
        </>
      )}
      {(said || props.error) && (
        <p className={classes.problem} role="alert" data-problem tabIndex={-1}>
          {said || props.error}
        </p>
      )}
      {!disabled && (
        <>
          <PostList {...list} accountId={props.accountId} chosen={chosen} onAdd={add} onTakeOut={takeOut} />
          <Textarea
            label={texts.paste}
            description={texts.pasteHint}
            autosize
            minRows={2}
            maxRows={6}
            value={pasted}
            onChange={(event) => {
              setPasted(event.currentTarget.value);
              setSaid('');
            }}
          />
          <Group>
            <Button variant="default" size="sm" disabled={pasted.trim() === ''} onClick={takePasted}>
              {texts.takePasted}
            </Button>
          </Group>
        </>
      )}
    </fieldset>
  );
}

/** Posts are read when somebody wants to see them: X charges for each. */
function usePosts(accountId: string | null) {
  const [wantedOf, setWantedOf] = useState<string>();
  const query = useInfiniteQuery({
    queryKey: ['report-posts', accountId],
    queryFn: ({ pageParam, signal }) =>
      api.reportKinds.posts(
        { accountId: accountId ?? '', ...(pageParam ? { token: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: accountId !== null && wantedOf === accountId,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return {
    query,
    posts: query.data?.pages.flatMap((page) => page.posts) ?? [],
    show: () => setWantedOf(accountId ?? undefined),
  };
}

function PostList(
  props: ReturnType<typeof usePosts> & {
    accountId: string | null;
    chosen: readonly string[];
    onAdd: (ids: readonly string[]) => void;
    onTakeOut: (id: string) => void;
  },
) {
  const { query, posts, chosen } = props;
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = posts.filter(({ id, text }) => text.toLowerCase().includes(wanted) || id === wanted);
  if (props.accountId === null) return <p className={classes.dim}>{texts.needsAccount}</p>;
  if (!query.data) {
    return (
      <div className={classes.picker}>
        {query.isError && (
          <p className={classes.problem} role="alert">
            {describeError(query.error)}
          </p>
        )}
        <Group gap="sm">
          <Button
            variant="default"
            size="sm"
            loading={query.isFetching}
            onClick={() => (query.isError ? void query.refetch() : props.show())}
          >
            {texts.showPosts}
          </Button>
          <span className={classes.dim}>{texts.postsCost}</span>
        </Group>
      </div>
    );
  }
  if (posts.length === 0) return <p className={classes.dim}>{texts.noPosts}</p>;
  return (
    <div className={classes.picker}>
      <TextInput
        type="search"
        aria-label={texts.searchPosts}
        placeholder={texts.searchPosts}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.length === 0 && (
        <p className={classes.dim} role="status">
          {texts.noPostsFound}
        </p>
      )}
      <ul className={classes.pick} aria-label={texts.posts}>
        {found.map((post) => (
          <li key={post.id}>
            <Checkbox
              checked={chosen.includes(post.id)}
              onChange={(event) =>
                event.currentTarget.checked ? props.onAdd([post.id]) : props.onTakeOut(post.id)
              }
              label={<span dir="auto">{post.text}</span>}
              description={post.createdAt ? <RelativeTime at={post.createdAt} long /> : post.id}
            />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Group gap="sm">
          <Button
            variant="default"
            size="sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {texts.olderPosts}
          </Button>
          <span className={classes.dim}>{texts.postsCost}</span>
        </Group>
      )}
    </div>
  );
}
