import { Alert, Button, Group, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { importTexts as texts } from '../../texts/contacts.ts';
import classes from './contacts.module.css';
import type { ImportResult } from './use-import.ts';

interface RunningProps {
  at: { readonly next: number; readonly of: number };
  stopping: boolean;
  onStop: () => void;
}

/** How far an import is, with a way to stop it. */
export function ImportRunning({ at, stopping, onStop }: RunningProps) {
  const words = texts.progress(at.next, at.of);
  return (
    <div style={{ marginTop: 16 }}>
      <Group justify="space-between">
        <p className={classes.dim} role="status">
          {stopping ? texts.stopping : words}
        </p>
        <Button size="xs" variant="default" disabled={stopping} onClick={onStop}>
          {texts.stop}
        </Button>
      </Group>
      <Progress.Root mt={6}>
        <Progress.Section
          value={(at.next / Math.max(1, at.of)) * 100}
          animated
          aria-label={texts.importing}
          aria-valuetext={words}
        />
      </Progress.Root>
    </div>
  );
}

/** What an import did; where it stopped before its end, it can go on. */
export function ImportEnd({ result, onGoOn }: { result: ImportResult; onGoOn: () => void }) {
  const { created, updated, skipped, wrong, next, of, problem } = result;
  const isDone = next >= of;
  return (
    <Alert
      mt="md"
      color={isDone ? 'green' : 'orange'}
      title={isDone ? texts.done : texts.stopped(next, of)}
      role="status"
    >
      {problem !== undefined && <p>{problem}</p>}
      {texts.doneCounts(created, updated, skipped, wrong)}{' '}
      <Link to="/contacts" className={classes.link}>
        {texts.toContacts}
      </Link>
      {!isDone && (
        <Button mt="sm" display="block" onClick={onGoOn}>
          {texts.goOn(next)}
        </Button>
      )}
    </Alert>
  );
}
