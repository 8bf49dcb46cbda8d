import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError } from '../../../../client/index.ts';
import { refreshSetup } from '../../../api/setup.ts';
import { describeError, tellDone } from '../../../shell/tell.ts';
import { offerUndo } from '../../../shell/undo.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { kindNames, partTexts } from '../../../texts/settings-parts.ts';
import parts from './parts.module.css';

/** Something that uses the thing that shall go. */
export interface Use {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export interface DeleteGuardProps {
  /** Names it in the question. */
  name: string;
  /** Tells queries of different things apart. */
  id: string;
  /** What happens, in a sentence of its own. */
  hint?: string;
  /** Asks the server what uses it; absent: nothing can. */
  findUses?: () => Promise<readonly Use[]>;
  remove: () => Promise<unknown>;
  /** Called when it is gone, before the dialog closes; and again when it is back. */
  onRemoved?: () => void;
  /** Nobody keeps it: it cannot be brought back. */
  forGood?: boolean;
  onClose: () => void;
}

/** Asks before something is deleted; what is in use cannot be, and the dialog says by what. Mounted while it is open. */
export function DeleteGuard(props: DeleteGuardProps) {
  const { name, findUses, remove, onClose } = props;
  const uses = useQuery({
    queryKey: ['uses', props.id],
    queryFn: () => findUses?.() ?? Promise.resolve([]),
    staleTime: 0,
    gcTime: 0,
  });
  const [refused, setRefused] = useState<{ message: string; uses: readonly Use[] } | undefined>();
  const [busy, setBusy] = useState(false);
  const found = refused?.uses.length ? refused.uses : (uses.data ?? []);
  const blocked = found.length > 0;
  const act = async () => {
    setBusy(true);
    try {
      await remove();
      if (props.forGood) tellDone(partTexts.deleted(name));
      else offerUndo(partTexts.deleted(name), () => bringBack(props));
      props.onRemoved?.();
      onClose();
    } catch (error) {
      setRefused({ message: describeError(error), uses: usesOf(error) });
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={blocked ? partTexts.inUse(name) : partTexts.deleteTitle(name)}
      centered
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      {uses.isPending && <Text size="sm">{partTexts.looking}…</Text>}
      {uses.isError && (
        <p className={parts.problem} role="alert">
          {describeError(uses.error)}
        </p>
      )}
      {blocked && (
        <div role="status">
          <Text size="sm">{partTexts.inUseHint}</Text>
          <ul className={parts.uses}>
            {found.map((use) => (
              <li key={`${use.kind} ${use.id}`}>
                {kindNames[use.kind] ?? use.kind}: <strong dir="auto">{use.name}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!blocked && uses.data && (
        <Text size="sm">{props.hint ?? (props.forGood ? partTexts.deleteHint : partTexts.deleteKept)}</Text>
      )}
      {refused && (
        <p className={parts.problem} role="alert" style={{ marginTop: 12 }}>
          {refused.message}
        </p>
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {blocked ? commonTexts.close : commonTexts.cancel}
        </Button>
        {!blocked && (
          <Button color="red" loading={busy} disabled={!uses.data} onClick={() => void act()}>
            {partTexts.deleteIt}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

/** Undoes the deletion: the server keeps what went for some minutes. */
async function bringBack({ id, name, onRemoved }: DeleteGuardProps): Promise<void> {
  await api.deleted.restore({ id });
  await refreshSetup();
  onRemoved?.();
  tellDone(partTexts.restored(name));
}

/** A refusal may say itself by what the thing is used (`details.uses`). */
function usesOf(error: unknown): readonly Use[] {
  if (!(error instanceof ApiError) || typeof error.details !== 'object' || error.details === null) return [];
  const { uses } = error.details as { uses?: unknown };
  // Our own API's answer to a refused deletion.
  return Array.isArray(uses) ? (uses as Use[]) : [];
}
