import { useDebouncedValue } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../client/index.ts';
import { composerTexts } from '../../../texts/composer.ts';
import classes from './composer.module.css';

const PAUSE_MS = 500;

/** Says before it is sent what of an answer will be masked, where the workspace masks what agents write. */
export function MaskWarning({ text }: { text: string }) {
  const switches = useQuery({
    queryKey: ['setup', 'masking', 'switches'],
    queryFn: () => api.masking.switches(),
    staleTime: 300_000,
  }).data;
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const wanted = switches?.agents === true && settled.trim() !== '';
  const found = useQuery({
    queryKey: ['masking', 'preview', settled],
    queryFn: () => api.masking.preview({ text: settled }),
    enabled: wanted,
    staleTime: 60_000,
    gcTime: 60_000,
  }).data;
  if (!wanted || !found || found.hits.length === 0) return null;
  const rules = [...new Set(found.hits.map((hit) => hit.ruleName))].join(', ');
  return (
    <p className={classes.colleague} role="status">
      <IconEyeOff size={14} aria-hidden />
      <span>
        {composerTexts.willBeMasked(rules)} <q dir="auto">{found.text}</q>
      </span>
    </p>
  );
}
