import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ConversationDetail, Priority } from '../../../../contract/api/index.ts';
import { formatDayAndTime, RelativeTime } from '../../../../ui/index.ts';
import { changeConversation } from '../../../api/actions.ts';
import { useMay } from '../../../api/session.ts';
import { useMembers } from '../../../lib/members.ts';
import { runCommand } from '../../../shell/commands.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { deskTexts, priorityNames, stateNames } from '../../../texts/desk.ts';
import { Facts } from './Facts.tsx';
import classes from './context.module.css';

/** The work item that is open here: state, assignee, priority, tags. */
export function ConversationSection({ detail }: { detail: ConversationDetail }) {
  const { active, nameOf } = useMembers();
  const may = useMay();
  const item = detail.workItem;
  if (!item) return null;
  const assignees = active.map((member) => ({ value: member.id, label: member.name }));
  if (item.assigneeId && !active.some((member) => member.id === item.assigneeId)) {
    assignees.push({ value: item.assigneeId, label: nameOf(item.assigneeId) });
  }
  return (
    <>
      <Facts
        facts={[
          [customerTexts.number, `#${item.number}`],
          [customerTexts.state, stateNames[item.state]],
          [
            customerTexts.assignee,
            <NativeSelect
              key="assignee"
              size="xs"
              aria-label={customerTexts.assignee}
              value={item.assigneeId ?? ''}
              data={[{ value: '', label: deskTexts.nobody }, ...assignees]}
              onChange={(event) => {
                const assigneeId = event.currentTarget.value || null;
                const done = assigneeId
                  ? deskTexts.done.assigned(nameOf(assigneeId))
                  : deskTexts.done.unassigned;
                void changeConversation(detail.id, { assigneeId }, done);
              }}
            />,
          ],
          [
            customerTexts.priority,
            <NativeSelect
              key="priority"
              size="xs"
              aria-label={customerTexts.priority}
              value={item.priority}
              data={Object.entries(priorityNames).map(([value, label]) => ({ value, label }))}
              onChange={(event) => {
                // The options are the priorities' own words.
                const priority = event.currentTarget.value as Priority;
                void changeConversation(
                  detail.id,
                  { priority },
                  deskTexts.done.priority(priorityNames[priority]),
                );
              }}
            />,
          ],
          [customerTexts.cameBy, detail.source && <CameBy key="source" source={detail.source} />],
          [customerTexts.snoozed, item.snoozedUntil && formatDayAndTime(item.snoozedUntil)],
          [customerTexts.opened, <RelativeTime key="opened" at={item.openedAt} long />],
        ]}
      />
      <div className={classes.tags}>
        {item.tags.map((tag) => (
          <span key={tag} className={classes.tag}>
            <span dir="auto">{tag}</span>
            <ActionIcon
              size={16}
              variant="transparent"
              color="gray"
              onClick={() =>
                void changeConversation(detail.id, { removeTags: [tag] }, deskTexts.done.untagged(tag))
              }
              aria-label={deskTexts.removeTag(tag)}
            >
              <IconX size={11} />
            </ActionIcon>
          </span>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          onClick={() => runCommand('conversation.tag')}
        >
          {deskTexts.addTag}
        </Button>
      </div>
      {may('conversations.export') && (
        <a href={`/api/conversations/${detail.id}/transcript`} download className={classes.verbLink}>
          {customerTexts.transcript}
        </a>
      )}
    </>
  );
}

/** By what the customer came to write first. */
function CameBy({ source }: { source: NonNullable<ConversationDetail['source']> }) {
  const words = source.linkName
    ? customerTexts.byLink(source.linkName)
    : customerTexts.cameByKinds[source.kind];
  if (source.postUrl === null) return <>{words}</>;
  return (
    <a href={source.postUrl} target="_blank" rel="noopener">
      {words}
    </a>
  );
}
