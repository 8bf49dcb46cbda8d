import { Kbd, Modal, SimpleGrid, Text } from '@mantine/core';
import { usePreferences } from '../api/session.ts';
import { buildKeymap, type CommandId, commandIds, findKey, showKey } from '../lib/keymap.ts';
import { commandNames, keyTexts } from '../texts/keys.ts';
import { isApple } from './commands.ts';
import classes from './KeySheet.module.css';
import { commonTexts } from '../texts/everywhere.ts';

const groups: readonly { name: string; belongs: (id: CommandId) => boolean }[] = [
  { name: keyTexts.groups.list, belongs: (id) => id.startsWith('list.') },
  { name: keyTexts.groups.conversation, belongs: (id) => id.startsWith('conversation.') || id === 'undo' },
  { name: keyTexts.groups.work, belongs: (id) => /^(offer|session)\./.test(id) },
  { name: keyTexts.groups.compose, belongs: (id) => id.startsWith('compose.') },
  {
    name: keyTexts.groups.view,
    belongs: (id) => /^(go|panel)\./.test(id) || ['search', 'keys', 'palette', 'back'].includes(id),
  },
];

/** All keys on one sheet. */
// Loaded when first opened, so it is a module's default, as React.lazy wants it.
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const keymap = buildKeymap(usePreferences().keys);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={keyTexts.sheetTitle}
      size="lg"
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {groups.map((group) => (
          <section key={group.name}>
            <Text fw={600} size="sm" mb={4}>
              {group.name}
            </Text>
            <dl className={classes.keys}>
              {commandIds
                .filter((id) => group.belongs(id))
                .map((id) => {
                  const key = findKey(keymap, id);
                  return (
                    <div key={id}>
                      <dt>{commandNames[id]}</dt>
                      <dd>{key ? <Kbd size="sm">{showKey(key, isApple)}</Kbd> : '–'}</dd>
                    </div>
                  );
                })}
            </dl>
          </section>
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="md">
        {keyTexts.sheetHint}
      </Text>
    </Modal>
  );
}
