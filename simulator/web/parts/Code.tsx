import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { prettyJson } from './pretty-json.ts';

const COLOURED_CHARACTERS = 60_000;
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b/g;

/** The pieces of JSON text: names, texts, numbers and words have their own look. */
const coloured = (text: string): ReactNode[] => {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const { index } = match;
    const [whole, quoted, colon, word] = match;
    if (index > from) parts.push(text.slice(from, index));
    const kind = colon ? 'name' : quoted ? 'text' : word ? 'word' : 'number';
    parts.push(
      <span key={index} data-kind={kind}>
        {quoted ?? whole}
      </span>,
    );
    if (colon) parts.push(colon);
    from = index + whole.length;
  }
  return [...parts, text.slice(from)];
};

/** Text as it went over the wire; JSON is laid out. */
export function Code({ text, label }: { text: string; label: string }) {
  const { pretty, isJson } = prettyJson(text);
  return (
    <div className="code" role="group" aria-label={label}>
      <CopyIcon value={text} label={label} />
      {/* Scrolls by keyboard too. */}
      <pre tabIndex={0} dir="ltr">
        {isJson && pretty.length < COLOURED_CHARACTERS ? coloured(pretty) : pretty}
      </pre>
    </div>
  );
}

/** A button that takes a value to the clipboard. */
export function CopyIcon({ value, label }: { value: string; label: string }) {
  return (
    <CopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          size="sm"
          className="copy-icon"
          onClick={copy}
          aria-label={`${copied ? shellTexts.copied : shellTexts.copy}: ${label}`}
          title={copied ? shellTexts.copied : shellTexts.copy}
        >
          {copied ? <IconCheck size={14} color="var(--good)" /> : <IconCopy size={14} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
