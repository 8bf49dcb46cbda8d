import { Button, Group, Kbd, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { commonTexts } from '../texts/everywhere.ts';

export function showUndo(id: string, label: string, onUndo: () => void): void {
  notifications.show({
    id,
    autoClose: 6_000,
    withCloseButton: false,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" truncate>
          {label}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={onUndo} rightSection={<Kbd size="xs">Z</Kbd>}>
          {commonTexts.undo}
        </Button>
      </Group>
    ),
  });
}
