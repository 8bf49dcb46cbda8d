import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { CopyIcon } from './Code.tsx';

/** A value that is shown on request and can be copied without being shown. */
export function Secret({
  label,
  value,
  isHidden = true,
}: {
  label: string;
  value: string;
  isHidden?: boolean;
}) {
  const [isShown, setShown] = useState(!isHidden);
  return (
    <div className="secret">
      <span className="secret-label">{label}</span>
      <code dir="ltr">{isShown ? value : '•'.repeat(Math.min(24, value.length))}</code>
      {isHidden && (
        <ActionIcon
          variant="subtle"
          size="sm"
          onClick={() => setShown(!isShown)}
          aria-label={`${isShown ? shellTexts.hide : shellTexts.reveal}: ${label}`}
        >
          {isShown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </ActionIcon>
      )}
      <CopyIcon value={value} label={label} />
    </div>
  );
}
