import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConversationDetail, GroupDetail } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { conversationQuery } from '../../../api/queries.ts';
import { queryClient } from '../../../api/query-client.ts';
import { nameCustomer } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { tellDone, tellProblem } from '../../../shell/tell.ts';
import { groupTexts } from '../../../texts/groups.ts';
import classes from './group.module.css';

interface Props {
  detail: ConversationDetail;
  group: GroupDetail;
  /** Whose profile stands below. */
  shownId: string | undefined;
  onShow: (customerId: string) => void;
}

/** Who is in the group and who was; choosing one shows their profile below. */
export function GroupMembers({ detail, group, shownId, onShow }: Props) {
  const [renaming, setRenaming] = useState(false);
  return (
    <section className={classes.members} aria-label={groupTexts.members}>
      {renaming ? (
        <RenameForm detail={detail} group={group} onDone={() => setRenaming(false)} />
      ) : (
        <div className={classes.membersHead}>
          <h3>{groupTexts.members}</h3>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPencil size={12} />}
            onClick={() => setRenaming(true)}
          >
            {groupTexts.rename}
          </Button>
        </div>
      )}
      {group.leftAt && <p className={classes.left}>{groupTexts.weLeft}</p>}
      <ul>
        {group.participants.map(({ customer, leftAt }) => {
          const name = nameCustomer(customer);
          return (
            <li key={customer.id}>
              <UnstyledButton
                className={classes.member}
                aria-pressed={customer.id === shownId}
                aria-label={groupTexts.show(name)}
                onClick={() => onShow(customer.id)}
              >
                <Face name={name} url={customer.avatarUrl} size={24} />
                <span className={classes.memberName} dir="auto">
                  {name}
                </span>
                {customer.username && <span className={classes.left}>@{customer.username}</span>}
                {leftAt && <span className={classes.left}>{groupTexts.left}</span>}
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function RenameForm({ detail, group, onDone }: Pick<Props, 'detail' | 'group'> & { onDone: () => void }) {
  const [name, setName] = useState(group.name ?? '');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const renamed = await api.conversations.renameGroup({ id: detail.id }, { name: name.trim() || null });
      queryClient.setQueryData(conversationQuery(detail.id).queryKey, { ...detail, group: renamed });
      tellDone(groupTexts.renamed);
      onDone();
    } catch (error) {
      tellProblem(groupTexts.cannotRename, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.rename}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={groupTexts.name}
        description={groupTexts.renameHint}
        value={name}
        maxLength={100}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      <div className={classes.renameActs}>
        <Button size="xs" type="submit" loading={busy}>
          {groupTexts.save}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {groupTexts.cancel}
        </Button>
      </div>
    </form>
  );
}
