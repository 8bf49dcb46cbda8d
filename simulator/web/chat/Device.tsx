import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createDevice, findDevice } from '../api/chat.ts';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Shown } from '../parts/Shown.tsx';
import { useAct } from '../parts/use-act.ts';
import { chatTexts as texts } from '../texts/chat.ts';

/** Whether a person's device is played here, and what can be done with it. */
export function Device({ userId, children }: { userId: string; children: ReactNode }) {
  const device = useQuery({ queryKey: ['chat', 'device', userId], queryFn: () => findDevice(userId) });
  const give = useAct({
    run: () => createDevice(userId),
    done: texts.deviceGiven,
    refresh: ['chat'],
  });
  return (
    <Shown query={device}>
      {(found) => (
        <>
          <div className="button-row" role="status">
            <span className="dim">
              {found === null ? texts.noDevice : found.isHere ? texts.isHere(found.version) : texts.elsewhere}
            </span>
            {found === null ? (
              <Button size="xs" loading={give.isPending} onClick={() => give.mutate()}>
                {texts.giveDevice}
              </Button>
            ) : (
              <ConfirmButton
                size="xs"
                question={texts.newQuestion}
                harm={texts.newHarm}
                verb={texts.newDevice}
                onConfirm={() => give.mutate()}
              >
                {texts.newDevice}
              </ConfirmButton>
            )}
          </div>
          {found?.isHere && children}
        </>
      )}
    </Shown>
  );
}
