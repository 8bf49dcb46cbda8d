import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReorder } from '../../../../ui/index.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import parts from './parts.module.css';

export interface RowListProps<T extends { readonly id: string }> {
  /** Names the list for a screen reader. */
  label: string;
  items: readonly T[];
  nameOf: (item: T) => string;
  /** Beside the name: badges. */
  marksOf?: (item: T) => ReactNode;
  /** Below the name: what it is set to, in a line. */
  factsOf?: (item: T) => ReactNode;
  onOpen?: (item: T) => void;
  onCopy?: (item: T) => void;
  /** Absent or answering false: it cannot be deleted at all. */
  onDelete?: (item: T) => void;
  mayDelete?: (item: T) => boolean;
  /** Given: rows can be dragged, and moved by keys. It gets the ids in their new order. */
  onOrder?: (ids: string[]) => void;
  verbsOf?: (item: T) => ReactNode;
  /** Before the name: what chooses the row. */
  leadOf?: (item: T) => ReactNode;
}

/** Things with a name that opens them and their verbs; with `onOrder`, in an order of their own. */
export function RowList<T extends { readonly id: string }>(props: RowListProps<T>) {
  const { items, nameOf, onOrder, onCopy, onDelete } = props;
  const nameById = new Map(items.map((item) => [item.id, nameOf(item)]));
  const named = (id: string) => nameById.get(id) ?? '';
  const { handleProps, dropSide } = useReorder(
    items.map((item) => item.id),
    (ids) => onOrder?.(ids),
    {
      move: (id) => partTexts.move(named(id)),
      hint: partTexts.moveHint,
      moved: (id, place, of) => partTexts.moved(named(id), place, of),
    },
  );
  return (
    <ul className={parts.rows} aria-label={props.label}>
      {items.map((item) => {
        const name = nameOf(item);
        const facts = props.factsOf?.(item);
        return (
          <li key={item.id} className={parts.row} data-reorder={item.id} data-drop={dropSide(item.id)}>
            {onOrder && (
              <button type="button" className={parts.handle} {...handleProps(item.id)}>
                <IconGripVertical size={16} aria-hidden />
              </button>
            )}
            {props.leadOf?.(item)}
            <div className={parts.main}>
              {props.onOpen ? (
                <button type="button" className={parts.name} dir="auto" onClick={() => props.onOpen?.(item)}>
                  {name}
                </button>
              ) : (
                <strong dir="auto">{name}</strong>
              )}{' '}
              {props.marksOf?.(item)}
              {facts && <p className={parts.facts}>{facts}</p>}
            </div>
            <div className={parts.verbs}>
              {props.verbsOf?.(item)}
              {onCopy && (
                <Tooltip label={partTexts.copyOf(name)}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={partTexts.copyOf(name)}
                    onClick={() => onCopy(item)}
                  >
                    <IconCopy size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
              {onDelete && (props.mayDelete?.(item) ?? true) && (
                <Tooltip label={partTexts.deleteOf(name)}>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    size="lg"
                    aria-label={partTexts.deleteOf(name)}
                    onClick={() => onDelete(item)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
