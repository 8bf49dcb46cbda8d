import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChatGroupChange, ControlChatConversation } from '../../../contract/control/chat.ts';
import { changeChatGroup } from '../api/chat.ts';
import { FormProblem } from '../parts/FormProblem.tsx';
import { Section } from '../parts/Page.tsx';
import { PersonName } from '../parts/PersonName.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { useAct } from '../parts/use-act.ts';
import { chatTexts as texts } from '../texts/chat.ts';

type Kind = ChatGroupChange['change'];
const kinds: Kind[] = ['member_added', 'member_removed', 'admin_added', 'admin_removed', 'group_name'];

/** What a member does to a group; each change is signed by their device. */
export function ChangeGroup({ userId, chat }: { userId: string; chat: ControlChatConversation }) {
  const [kind, setKind] = useState<Kind>('member_added');
  const [who, setWho] = useState<string | null>(null);
  const [name, setName] = useState('');
  const change = useAct({
    run: (input: ChatGroupChange) => changeChatGroup(chat.id, input),
    done: texts.changeDone,
    refresh: ['chat'],
    isSilent: true,
    after: () => {
      setWho(null);
      setName('');
    },
  });
  return (
    <Section title={texts.changeGroup}>
      <div>
        {chat.memberIds.map((id) => (
          <span key={id} className="chip">
            <PersonName id={id} />
            {chat.adminIds.includes(id) && ' ★'}
          </span>
        ))}
      </div>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (kind === 'group_name') change.mutate({ by: userId, change: kind, name });
          else if (who !== null) change.mutate({ by: userId, change: kind, users: [who] });
        }}
      >
        <div className="form-pair">
          <NativeSelect
            label={texts.change}
            data={kinds.map((value) => ({ value, label: texts.changes[value] }))}
            value={kind}
            onChange={({ currentTarget }) =>
              setKind(kinds.find((one) => one === currentTarget.value) ?? kind)
            }
          />
          {kind === 'group_name' ? (
            <TextInput
              label={texts.groupName}
              maxLength={100}
              pattern="[^,]*"
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          ) : (
            <PersonPicker label={texts.member} value={who} onChange={setWho} />
          )}
        </div>
        <FormProblem error={change.error} />
        <div className="form-foot">
          <Button
            type="submit"
            variant="default"
            disabled={kind === 'group_name' ? name === '' : who === null}
            loading={change.isPending}
          >
            {texts.change}
          </Button>
        </div>
      </form>
    </Section>
  );
}
