import { Drawer } from '@mantine/core';
import { IconMoonStars } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { useScheme } from './scheme.ts';

/** On a phone, what the bar has no room for. */
export default function MoreSheet({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { toggle } = useScheme();
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title={shellTexts.product}>
      <div className="rail-pages">
        {children}
        <button type="button" className="rail-item" onClick={toggle}>
          <IconMoonStars size={19} stroke={1.75} aria-hidden />
          <span className="rail-word">{shellTexts.switchScheme}</span>
        </button>
      </div>
    </Drawer>
  );
}
