import { Modal, Text } from '@mantine/core';
import { CopyBlock, CopyField } from '../../../../ui/index.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { programTexts as texts } from '../../../texts/programs.ts';
import type { MadeKey } from './KeyForm.tsx';
import { tryOut } from './try-out.ts';
import classes from './programs.module.css';

/** A key with its secret, to be taken to the program. */
export function SecretDialog(props: { made: MadeKey; baseUrl: string; onClose: () => void }) {
  const { key, secret } = props.made;
  const copy = { copyLabel: commonTexts.copy, copiedLabel: commonTexts.copied };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={texts.keyTitle(key.name)}
      size="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <div className={classes.fields}>
        <CopyField label={texts.keyId} value={key.id} {...copy} />
        <CopyField label={texts.secret} value={secret} {...copy} />
        <CopyBlock label={texts.example} value={tryOut(props.baseUrl, key.id, secret)} {...copy} />
        <Text size="sm" c="var(--text-dim)">
          {texts.shownOnRecord}
        </Text>
      </div>
    </Modal>
  );
}
