import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDeviceFloppy, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../../client/index.ts';
import { refreshSavedQueries } from '../../../api/saved-queries.ts';
import { useMay } from '../../../api/session.ts';
import { emptyDraft, savedAs, type SqlDraft } from '../../../lib/sql-draft.ts';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { partTexts } from '../../../texts/settings-parts.ts';
import { sqlTexts as texts } from '../../../texts/sql.ts';
import { DeleteGuard } from '../../settings/parts/index.ts';
import { type Naming, SaveDialog } from './SaveDialog.tsx';
import classes from './sql.module.css';

/** Which query is open, whether it differs from what is saved, and what can be done with it. */
export function SavedBar(props: {
  draft: SqlDraft;
  unsaved: boolean;
  isGone: boolean;
  isBehind: boolean;
  set: (change: (now: SqlDraft) => SqlDraft) => void;
  onNew: () => void;
}) {
  const { draft, set, unsaved, isGone } = props;
  const may = useMay();
  const [asking, setAsking] = useState<'save' | 'rename' | 'delete'>();
  const [busy, setBusy] = useState(false);
  const base = isGone ? null : draft.base;
  const isEmpty = draft.sql.trim() === '';
  const create = async (naming: Naming) => {
    const made = await api.savedQueries.create({ ...naming, sql: draft.sql, view: draft.view });
    set((now) => savedAs(now, made));
    tellDone(texts.savedNow(made.name));
    await refreshSavedQueries();
  };
  const rename = async (naming: Naming) => {
    if (!base) return;
    const changed = await api.savedQueries.change({ id: base.id }, { version: base.version, ...naming });
    set((now) => savedAs(now, changed));
    await refreshSavedQueries();
  };
  const save = async () => {
    if (!base) return setAsking('save');
    setBusy(true);
    try {
      const { sql, view } = draft;
      const changed = await api.savedQueries.change({ id: base.id }, { version: base.version, sql, view });
      set((now) => savedAs(now, changed));
      tellDone(texts.savedNow(changed.name));
    } catch (error) {
      tellProblem(texts.cannotSave, error);
    }
    setBusy(false);
    await refreshSavedQueries();
  };
  const close = () => setAsking(undefined);
  return (
    <div className={classes.bar}>
      <h2 dir="auto">{base?.name ?? texts.fresh}</h2>
      {(unsaved || base) && (
        <span className={classes.mark} data-unsaved={unsaved || undefined} role="status">
          {!unsaved ? texts.kept : base ? texts.changed : texts.unsaved}
        </span>
      )}
      <span className={classes.gap} />
      {(base || !isEmpty) && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={props.onNew}
        >
          {texts.startNew}
        </Button>
      )}
      {may('data.manage') && (
        <>
          {base && (
            <Button size="xs" variant="default" disabled={isEmpty} onClick={() => setAsking('save')}>
              {texts.saveAs}
            </Button>
          )}
          <Button
            size="xs"
            loading={busy}
            disabled={!unsaved || isEmpty || props.isBehind}
            leftSection={<IconDeviceFloppy size={14} aria-hidden />}
            onClick={() => void save()}
          >
            {texts.save}
          </Button>
          {base && (
            <Menu position="bottom-end" width={180}>
              <Menu.Target>
                <ActionIcon variant="default" size={30} aria-label={texts.more}>
                  <IconDots size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconPencil size={14} aria-hidden />}
                  onClick={() => setAsking('rename')}
                >
                  {texts.rename}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => setAsking('delete')}
                >
                  {partTexts.deleteIt}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      )}
      {asking === 'save' && (
        <SaveDialog
          title={texts.saveTitle}
          initial={{
            // The name of one that was deleted is free again.
            name: base ? partTexts.copyName(base.name) : (draft.base?.name ?? ''),
            description: draft.base?.description ?? '',
          }}
          save={create}
          onClose={close}
        />
      )}
      {asking === 'rename' && base && (
        <SaveDialog
          title={texts.renameTitle}
          initial={{ name: base.name, description: base.description }}
          save={rename}
          onClose={close}
        />
      )}
      {asking === 'delete' && base && (
        <DeleteGuard
          id={base.id}
          name={base.name}
          remove={() => api.savedQueries.remove({ id: base.id })}
          onRemoved={() => {
            // What was not saved stays as a new one; and what comes back stands in the list.
            set((now) => (now.base?.id !== base.id ? now : unsaved ? { ...now, base: null } : emptyDraft));
            void refreshSavedQueries();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
