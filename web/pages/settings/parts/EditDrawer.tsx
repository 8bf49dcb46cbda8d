import { Button, Drawer } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commonTexts } from '../../../texts/everywhere.ts';
import { LeaveGuard, LeaveQuestion } from './LeaveGuard.tsx';
import parts from './parts.module.css';
import type { EditForm } from './use-edit-form.ts';

export interface EditDrawerProps {
  title: string;
  form: Pick<EditForm<object>, 'dirty' | 'busy' | 'problem' | 'submit'>;
  onClose: () => void;
  /** After it was saved; the drawer closes itself. */
  onSaved?: () => void;
  saveLabel?: string;
  size?: 'md' | 'lg' | 'xl';
  /** At the foot, on the other side of the buttons. */
  foot?: ReactNode;
  children: ReactNode;
}

/** One thing's settings beside its list: saved as a whole, and never lost unasked. Mounted while it is open. */
export function EditDrawer(props: EditDrawerProps) {
  const { form, onClose } = props;
  const [asking, setAsking] = useState(false);
  const [closing, setClosing] = useState(false);
  const close = () => (form.dirty && !form.busy ? setAsking(true) : onClose());
  const save = async () => {
    if (!(await form.submit())) return;
    setClosing(true);
    props.onSaved?.();
    onClose();
  };
  return (
    <Drawer
      opened
      onClose={close}
      title={props.title}
      position="right"
      size={props.size ?? 'lg'}
      closeOnClickOutside={false}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
    >
      <LeaveGuard dirty={form.dirty && !closing} />
      <LeaveQuestion opened={asking} onStay={() => setAsking(false)} onLeave={onClose} />
      <form
        className={parts.whole}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={parts.form}>
          {props.children}
          {form.problem && (
            <p className={parts.problem} role="alert" tabIndex={-1} data-problem>
              {form.problem}
            </p>
          )}
        </div>
        <div className={parts.foot}>
          <Button type="submit" loading={form.busy}>
            {props.saveLabel ?? commonTexts.save}
          </Button>
          <Button variant="default" onClick={close}>
            {commonTexts.cancel}
          </Button>
          {props.foot}
        </div>
      </form>
    </Drawer>
  );
}
