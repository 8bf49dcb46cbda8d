import { Button, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';

/** What stands in an empty place: what it is, and what to do. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <Stack align="center" justify="center" gap={8} p={32} h="100%" ta="center">
      <div style={{ color: 'var(--text-dim)' }}>{icon}</div>
      <Text fw={600} size="md">
        {title}
      </Text>
      {children && (
        <Text component="div" size="sm" c="dimmed" maw={340}>
          {children}
        </Text>
      )}
    </Stack>
  );
}

/** What stands where something could not be loaded. */
export function ProblemState({
  title,
  message,
  retryLabel,
  onRetry,
}: {
  title: string;
  message: string;
  retryLabel: string;
  onRetry: () => void;
}) {
  return (
    <Stack align="center" justify="center" gap={8} p={32} h="100%" ta="center" role="alert">
      <IconAlertTriangle size={28} color="var(--bad)" aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={340}>
        {message}
      </Text>
      <Button variant="default" size="xs" onClick={onRetry}>
        {retryLabel}
      </Button>
    </Stack>
  );
}

/** Shows its children only after 300 ms: what is quick must not flicker. */
export function Later({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return due ? children : null;
}

export function LoadingState({ label }: { label: string }) {
  return (
    <Later>
      <Stack align="center" justify="center" p={32} h="100%">
        <Loader size="sm" aria-label={label} />
      </Stack>
    </Later>
  );
}
