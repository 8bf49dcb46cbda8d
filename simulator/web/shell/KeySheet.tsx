import { Kbd, Modal } from '@mantine/core';
import { shellTexts } from '../texts/shell.ts';
import { consolePages } from './pages.ts';

/** All keys on one sheet. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { keyNames } = shellTexts;
  const others: [string, string[]][] = [
    [keyNames.search, ['/']],
    [keyNames.rows, ['j', 'k']],
    [keyNames.close, ['Esc']],
    [keyNames.sheet, ['?']],
  ];
  const all: [string, string[]][] = [
    ...consolePages.map(({ name, key }): [string, string[]] => [`${keyNames.go}: ${name}`, ['g', key]]),
    ...others,
  ];
  return (
    <Modal opened onClose={onClose} title={shellTexts.keys} size="lg">
      <dl className="key-sheet">
        {all.map(([name, keys]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
