import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MaskingRuleInput } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { describeError } from '../../../shell/tell.ts';
import { maskingTexts as texts } from '../../../texts/privacy.ts';
import classes from '../settings.module.css';

type Draft = Pick<MaskingRuleInput, 'name' | 'pattern' | 'check' | 'replacement'>;

/** A text, and what is left of it: by the rules in use, or by a draft of one. */
export function TryBox({ label, draft }: { label: string; draft?: Draft }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(JSON.stringify({ text, draft }), 250);
  const result = useQuery({
    queryKey: ['masking-try', asked],
    queryFn: () => {
      const rule = draft && { ...draft, name: draft.name.trim() || texts.edit };
      return api.masking.test({ text, direction: 'in', ...(rule && { rule }) });
    },
    enabled: text !== '' && (draft === undefined || (draft.pattern !== '' && draft.replacement !== '')),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const names = [...new Set(result.data?.hits.map((hit) => hit.ruleName))];
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <Textarea
        label={texts.sample}
        description={texts.tryHint}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={10_000}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="status">
        {text !== '' && result.isError && <p className={classes.dim}>{describeError(result.error)}</p>}
        {text !== '' && result.data && (
          <>
            <p className={classes.dim}>{texts.result}</p>
            <p dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              <code>{result.data.text}</code>
            </p>
            <p className={classes.dim}>{names.length > 0 ? texts.hit(names.join(', ')) : texts.noHit}</p>
          </>
        )}
      </div>
    </section>
  );
}
