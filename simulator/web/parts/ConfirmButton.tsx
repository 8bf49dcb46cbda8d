import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';

interface Props extends ButtonProps {
  /** What is asked, e.g. "Delete this post?". */
  question: string;
  /** What will be lost. */
  harm: ReactNode;
  /** The word on the button that does it. */
  verb: string;
  onConfirm: () => void;
  children: ReactNode;
}

/** A button whose deed does harm: it asks first. */
export function ConfirmButton({ question, harm, verb, onConfirm, children, ...button }: Props) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {children}
      </Button>
      <Confirm isOpen={isOpen} {...{ question, harm, verb }} onClose={close} onConfirm={onConfirm} />
    </>
  );
}

/** The question itself. */
export function Confirm({
  isOpen,
  question,
  harm,
  verb,
  onClose,
  onConfirm,
}: Pick<Props, 'question' | 'harm' | 'verb' | 'onConfirm'> & { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={question} size="sm">
      <Text size="sm">{harm}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {shellTexts.cancel}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
