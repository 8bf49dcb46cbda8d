import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Entry } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { useMay } from '../../../api/session.ts';
import { tellProblem } from '../../../shell/tell.ts';
import { maskingTexts } from '../../../texts/privacy.ts';

/** An entry with hidden parts; who may sees it as it was written, on record each time. */
export function Masked({ entry, children }: { entry: Entry; children: (shown: Entry) => ReactNode }) {
  const may = useMay()('messages.unmask');
  const [plain, setPlain] = useState<Entry>();
  if (!entry.masked) return children(entry);
  const reveal = async () => {
    try {
      setPlain(await api.masking.reveal({ id: entry.conversationId, messageId: entry.id }));
    } catch (error) {
      tellProblem(maskingTexts.cannotReveal, error);
    }
  };
  return (
    <>
      {children(plain ?? entry)}
      {may && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={plain ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
          title={maskingTexts.revealHint}
          onClick={() => (plain ? setPlain(undefined) : void reveal())}
        >
          {plain ? maskingTexts.hide : maskingTexts.reveal}
        </Button>
      )}
    </>
  );
}
