import { ActionIcon, Button, Group, Menu, Popover, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconChevronDown,
  IconClock,
  IconListNumbers,
  IconLock,
  IconMessage2,
  IconMoodSmile,
  IconPaperclip,
} from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { formatWhen, useNow } from '../../../../ui/index.ts';
import { addNote, collectReturned, onReturned, sendAnswer } from '../../../api/outgoing.ts';
import { api } from '../../../../client/index.ts';
import type { Doing } from '../../../api/present.ts';
import { acceptedTypes } from '../../../lib/check-file.ts';
import { nameConversation } from '../../../lib/names.ts';
import { useCommands } from '../../../shell/commands.ts';
import { composerTexts } from '../../../texts/composer.ts';
import { AnsweredMeanwhile } from './AnsweredMeanwhile.tsx';
import { AttachmentView } from './AttachmentView.tsx';
import { Colleagues } from './Colleagues.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { MaskWarning } from './MaskWarning.tsx';
import { QuickReplies } from './QuickReplies.tsx';
import { useSlash } from '../slash/use-slash.tsx';
import { SoftLock } from './SoftLock.tsx';
import { useAttachment } from './use-attachment.ts';
import { growField } from './grow-field.ts';
import { useInsertions } from './insertions.ts';
import { useEmojiWords } from './use-emoji-words.tsx';
import { useSoftLock } from './use-soft-lock.ts';
import { joinFieldProps } from './join-field-props.ts';
import { useMentionWords } from './use-mention-words.tsx';
import { type Mode, useDraft } from './use-draft.ts';
import classes from './composer.module.css';

const EmojiPicker = lazy(() => import('./EmojiPicker.tsx'));
const MacroDialog = lazy(() => import('../slash/MacroDialog.tsx'));

const mostCharacters = 10_000;
const figures = new Intl.NumberFormat();
const typingEveryMs = 4_000;

interface Props {
  detail: ConversationDetail;
  onDoing: (doing: Doing) => void;
  onDone: () => void;
}

/** Where answers and notes are written: one place, two modes that look, read and feel different. */
export function Composer({ detail, onDoing, onDone }: Props) {
  const { id, cannotSend, capabilities } = detail;
  const [mode, setMode] = useState<Mode>('reply');
  const [options, setOptions] = useState<string[] | undefined>();
  const [dragging, setDragging] = useState(false);
  const [emojiOpen, setEmojiOpen] = useState(false);
  const [macro, setMacro] = useState<{ id: string; name: string } | undefined>();
  const draft = useDraft(id);
  const files = useAttachment((mediaIds) => draft.change('reply', { mediaIds }));
  const field = useRef<HTMLTextAreaElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const typingSaidAt = useRef(0);
  const now = useNow(15_000);
  const phone = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false });
  const customerName = nameConversation(detail);
  const lock = useSoftLock(id);
  const { text } = draft.drafts[mode];
  const length = Array.from(text).length;
  const isNote = mode === 'note';
  const blocked = !isNote && cannotSend !== null;
  const uploading = !isNote && files.attachment?.state === 'uploading';
  const media = !isNote && files.attachment?.state === 'ready' ? [files.attachment.media] : [];
  const offered = isNote ? [] : (options ?? []).map((option) => option.trim()).filter(Boolean);
  const canSend =
    !blocked && !uploading && length <= mostCharacters && (text.trim() !== '' || media.length > 0);

  // What the server had, and what came back from an undo, goes into the fields.
  const restoreHeld = useEffectEvent(() => {
    const held = draft.media.find((each) => draft.drafts.reply.mediaIds.includes(each.id));
    if (held) files.restore(held);
  });
  useEffect(() => restoreHeld(), [draft.loaded]);
  const collect = useEffectEvent(() => {
    const written = collectReturned(id);
    if (!written) return;
    const before = draft.drafts.reply.text;
    draft.change('reply', {
      text: before && before !== written.text ? `${written.text}\n${before}` : written.text,
      mediaIds: written.media.map((each) => each.id),
    });
    files.restore(written.media[0]);
    if (written.options.length > 0) setOptions(written.options);
    setMode('reply');
    field.current?.focus();
  });
  useEffect(() => {
    const first = setTimeout(() => collect(), 0);
    const forget = onReturned(() => collect());
    return () => {
      clearTimeout(first);
      forget();
    };
  }, [id]);
  useEffect(() => growField(field.current, text), [text, mode]);
  const isEmpty = text === '';
  useEffect(() => onDoing(isEmpty ? 'viewing' : isNote ? 'noting' : 'replying'), [isEmpty, isNote, onDoing]);

  const write = (next: string) => {
    draft.change(mode, { text: next });
    if (isNote || !capabilities.typing || next === '' || Date.now() - typingSaidAt.current < typingEveryMs)
      return;
    typingSaidAt.current = Date.now();
    // A courtesy to the customer; when it fails nobody needs to know.
    api.messages.typing({ id }).catch(() => undefined);
  };
  const replace = (start: number, end: number, piece: string) => {
    write(text.slice(0, start) + piece + text.slice(end));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + piece.length, start + piece.length);
    });
  };
  const insert = (piece: string) => {
    const start = field.current?.selectionStart ?? text.length;
    replace(start, field.current?.selectionEnd ?? start, piece);
  };
  useInsertions(id, insert);
  const emojiWords = useEmojiWords(text, replace);
  const mentionWords = useMentionWords(text, isNote, replace);
  const send = (close: boolean) => {
    if (!canSend || (!isNote && !lock.pass())) return;
    const words = draft.read(mode);
    if (isNote) void addNote(id, words.trim(), mentionWords.mentionsIn(words.trim()));
    else {
      void sendAnswer({
        conversationId: id,
        customerName,
        written: { text: words, media, options: offered },
        close,
      });
      files.restore(undefined);
      setOptions(undefined);
    }
    draft.clear(mode);
    typingSaidAt.current = 0;
    field.current?.focus();
    if (close && !isNote) onDone();
  };
  const slash = useSlash({
    conversationId: id,
    text,
    replace,
    setMode: (wanted) => startWriting(wanted),
    runMacro: setMacro,
  });
  const startWriting = (wanted: Mode) => {
    setMode(wanted);
    // The same key press must not write into nothing: the field is there in both modes.
    field.current?.focus();
  };
  const takeFiles = (list: FileList | null | undefined) => {
    if (!list || list.length === 0 || isNote || !capabilities.files) return false;
    void files.take([...list]);
    return true;
  };
  useCommands({
    'compose.reply': () => startWriting('reply'),
    'compose.note': () => startWriting('note'),
    'compose.send': () => send(false),
    'compose.sendAndClose': () => send(true),
  });

  const sendsAt = detail.sendsAt && Date.parse(detail.sendsAt) > now ? detail.sendsAt : undefined;
  return (
    <section
      className={classes.composer}
      data-mode={mode}
      aria-label={composerTexts.composer}
      onDragOver={(event) => {
        if (isNote || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        setDragging(false);
        if (takeFiles(event.dataTransfer.files)) event.preventDefault();
      }}
    >
      <Colleagues conversationId={id} />
      <AnsweredMeanwhile conversationId={id} writing={!isNote && !isEmpty} />
      {!isNote && <MaskWarning text={text} />}
      <SoftLock writer={lock.asking} onSend={() => send(false)} onWait={lock.wait} />
      <DraftNotice conflict={draft.conflict} onResolve={draft.resolve} />
      <div className={classes.box}>
        <div className={classes.modes} role="tablist" aria-label={composerTexts.composer}>
          <button
            type="button"
            role="tab"
            aria-selected={!isNote}
            className={classes.mode}
            onClick={() => startWriting('reply')}
          >
            <IconMessage2 size={15} aria-hidden /> {composerTexts.reply}
          </button>
          <button
            type="button"
            role="tab"
            aria-selected={isNote}
            className={classes.mode}
            data-note
            onClick={() => startWriting('note')}
          >
            <IconLock size={15} aria-hidden /> {composerTexts.note}
          </button>
          {isNote && <span className={classes.noteBanner}>{composerTexts.noteBanner}</span>}
        </div>
        {blocked ? (
          <p className={classes.blocked} role="status">
            {cannotSend?.message}
          </p>
        ) : (
          <textarea
            ref={field}
            className={classes.field}
            dir="auto"
            rows={2}
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
            {...joinFieldProps(slash.fieldProps, emojiWords.fieldProps, mentionWords.fieldProps)}
            onPaste={(event) => {
              if (takeFiles(event.clipboardData.files)) event.preventDefault();
            }}
            placeholder={
              isNote ? composerTexts.notePlaceholder : composerTexts.replyPlaceholder(customerName)
            }
            aria-label={isNote ? composerTexts.notePlaceholder : composerTexts.replyPlaceholder(customerName)}
          />
        )}
        {slash.list}
        {emojiWords.list}
        {mentionWords.list}
        {!isNote && files.attachment && (
          <AttachmentView attachment={files.attachment} onRemove={files.remove} />
        )}
        {!isNote && options && (
          <QuickReplies
            answer={{ conversationId: id, text, hasFile: media.length > 0 }}
            options={options}
            onChange={setOptions}
          />
        )}
        <div className={classes.tools}>
          {!isNote && (
            <>
              <Tooltip label={capabilities.files ? composerTexts.attach : composerTexts.filesOff}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  disabled={blocked || !capabilities.files}
                  onClick={() => fileInput.current?.click()}
                  aria-label={composerTexts.attach}
                >
                  <IconPaperclip size={18} />
                </ActionIcon>
              </Tooltip>
              <input
                ref={fileInput}
                type="file"
                hidden
                accept={acceptedTypes}
                onChange={(event) => {
                  takeFiles(event.currentTarget.files);
                  event.currentTarget.value = '';
                }}
              />
            </>
          )}
          <Popover opened={emojiOpen} onChange={setEmojiOpen} position="top-start" trapFocus>
            <Popover.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                onClick={() => setEmojiOpen(!emojiOpen)}
                aria-label={composerTexts.emoji}
              >
                <IconMoodSmile size={18} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown p={8}>
              <Suspense fallback={<div style={{ width: 300, height: 260 }} />}>
                <EmojiPicker
                  onPick={(emoji) => {
                    setEmojiOpen(false);
                    insert(emoji);
                  }}
                />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
          {!isNote && (
            <Tooltip label={composerTexts.quickReplies}>
              <ActionIcon
                variant={options ? 'light' : 'subtle'}
                color={options ? undefined : 'gray'}
                size={32}
                disabled={blocked}
                onClick={() => setOptions(options ? undefined : [''])}
                aria-pressed={options !== undefined}
                aria-label={composerTexts.quickReplies}
              >
                <IconListNumbers size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          <span className={classes.saved} data-state={draft.saveState}>
            {draft.saveState === 'problem' && composerTexts.draftProblem}
            {draft.saveState === 'saved' && text !== '' && composerTexts.draftSaved}
          </span>
          <span className={classes.gap} />
          {length > 0 && (
            <span
              className={classes.counter}
              data-over={length > mostCharacters || undefined}
              data-near={length > 9_000 || undefined}
            >
              {length > mostCharacters
                ? composerTexts.tooLong(figures.format(length - mostCharacters))
                : composerTexts.counter(figures.format(length), figures.format(mostCharacters))}
            </span>
          )}
          {!isNote && sendsAt && (
            <Tooltip label={composerTexts.sendsAtHint} multiline maw={280}>
              <span className={classes.sendsAt}>
                <IconClock size={14} aria-hidden /> {composerTexts.sendsAt(formatWhen(sendsAt, now))}
              </span>
            </Tooltip>
          )}
          <Group gap={1} wrap="nowrap">
            <Button
              size="xs"
              className={classes.send}
              disabled={!canSend}
              onClick={() => send(false)}
              leftSection={isNote ? <IconLock size={15} /> : undefined}
              style={isNote ? undefined : { borderStartEndRadius: 0, borderEndEndRadius: 0 }}
            >
              <span className={classes.sendWord}>
                {isNote
                  ? composerTexts.addNote
                  : phone
                    ? composerTexts.send
                    : composerTexts.sendTo(customerName)}
              </span>
            </Button>
            {!isNote && (
              <Menu position="top-end">
                <Menu.Target>
                  <ActionIcon
                    size={30}
                    variant="filled"
                    disabled={!canSend}
                    aria-label={composerTexts.moreSending}
                    style={{ borderStartStartRadius: 0, borderEndStartRadius: 0 }}
                  >
                    <IconChevronDown size={15} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => send(true)}>{composerTexts.sendAndClose}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </Group>
        </div>
        {dragging && <div className={classes.drop}>{composerTexts.dropHere}</div>}
        {macro && (
          <Suspense>
            <MacroDialog
              conversationId={id}
              macro={macro}
              onInsert={insert}
              onClose={() => setMacro(undefined)}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}
