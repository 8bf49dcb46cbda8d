import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

/** A form that comes in from the side, over the list that it adds to. */
export function FormDrawer({
  title,
  isOpen,
  onClose,
  children,
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" size="md" title={title}>
      {children}
    </Drawer>
  );
}
