import { ActionIcon, FileButton, Loader, Textarea } from '@mantine/core';
import { IconPhoto, IconSend2, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ControlUser } from '../../../contract/control/users.ts';
import { api } from '../api/messages.ts';
import { ShareLocation } from './ShareLocation.tsx';
import { texts } from '../texts/messages.ts';

interface Props {
  me: ControlUser;
  conversationId: string;
  otherId: string | null;
  /** What a link puts into the field. */
  prefill: string;
}

const TYPING_EVERY_MS = 3_000;

type Draft = { text: string; file: File | null };

/** Where the customer writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({ me, conversationId, otherId, prefill }: Props) {
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const lastTyping = useRef(0);
  const preview = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => (preview ? () => URL.revokeObjectURL(preview) : undefined), [preview]);

  const [prefilled, setPrefilled] = useState('');
  if (prefill !== prefilled) {
    setPrefilled(prefill);
    // What somebody has begun to write stays.
    if (text === '') setText(prefill);
  }

  const target = otherId === null ? { conversationId } : { to: otherId };
  const send = useMutation({
    // One after the other, so that quick messages keep their order.
    scope: { id: `send-${me.id}-${conversationId}` },
    mutationFn: async (draft: Draft) => {
      const media = draft.file ? await api.upload(me.id, draft.file) : null;
      return api.send({
        from: me.id,
        ...target,
        text: draft.text.trim() === '' ? undefined : draft.text,
        mediaId: media?.id,
      });
    },
    onError: (_error, draft) => {
      // What could not be sent is put back, unless something new stands there.
      setText((current) => current || draft.text);
      setFile((current) => current ?? draft.file);
    },
  });

  const canSend = text.trim() !== '' || file !== null;
  const submit = () => {
    if (!canSend) return;
    send.mutate({ text, file });
    setText('');
    setFile(null);
  };
  const write = (value: string) => {
    setText(value);
    const now = performance.now();
    if (otherId === null || value === '' || now - lastTyping.current < TYPING_EVERY_MS) return;
    lastTyping.current = now;
    void api.type(me.id, otherId);
  };

  return (
    <div className="composer">
      {send.isError && (
        <div className="send-problem" role="alert">
          {texts.failed}: {send.error.message}
        </div>
      )}
      {file && preview && (
        <div className="draft-file">
          {file.type.startsWith('video/') ? (
            <video src={preview} muted />
          ) : (
            <img src={preview} alt={file.name} />
          )}
          <ActionIcon
            variant="filled"
            color="dark"
            size="sm"
            radius="xl"
            aria-label={texts.remove}
            onClick={() => setFile(null)}
          >
            <IconX size={12} />
          </ActionIcon>
        </div>
      )}
      <div className="composer-row">
        <FileButton accept="image/png,image/jpeg,image/webp,image/gif,video/mp4" onChange={setFile}>
          {(props) => (
            <ActionIcon
              {...props}
              variant="subtle"
              size="lg"
              radius="xl"
              aria-label={texts.attach}
              title={texts.attach}
            >
              <IconPhoto size={20} />
            </ActionIcon>
          )}
        </FileButton>
        <ShareLocation
          onShare={(location) =>
            void api.send({ from: me.id, ...target, location: { type: 'shared_coordinate', ...location } })
          }
        />
        <Textarea
          className="composer-text"
          autosize
          minRows={1}
          maxRows={5}
          radius="xl"
          dir="auto"
          placeholder={texts.placeholder}
          aria-label={texts.placeholder}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files][0];
            if (pasted) setFile(pasted);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <ActionIcon
          variant="filled"
          size="lg"
          radius="xl"
          aria-label={send.isPending ? texts.uploading : texts.send}
          disabled={!canSend}
          onClick={submit}
        >
          {send.isPending ? <Loader size={14} color="white" /> : <IconSend2 size={18} />}
        </ActionIcon>
      </div>
    </div>
  );
}
