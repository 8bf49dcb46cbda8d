import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconBellZ,
  IconDots,
  IconExternalLink,
  IconFlag3,
  IconLayoutSidebarRight,
  IconMailOpened,
  IconMessageQuestion,
  IconPlayerPause,
  IconRosetteDiscountCheckFilled,
  IconTag,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, lazy, Suspense } from 'react';
import type { ConversationDetail } from '../../../../contract/api/index.ts';
import { changeConversation, markUnread } from '../../../api/actions.ts';
import { controlQuery } from '../../../api/control.ts';
import { useSession } from '../../../api/session.ts';
import { findProfileUrl, nameConversation } from '../../../lib/names.ts';
import { useCommands } from '../../../shell/commands.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { workTexts } from '../../../texts/seat.ts';
import { AssignMenu } from '../menus/AssignMenu.tsx';
import { PriorityMenu } from '../menus/PriorityMenu.tsx';
import { SnoozeMenu } from '../menus/SnoozeMenu.tsx';
import { TagMenu } from '../menus/TagMenu.tsx';
import { SlaMark } from '../state/SlaMark.tsx';
import { StateChip } from '../state/StateChip.tsx';
import { Company } from './Company.tsx';
import { HandBackItems } from './HandBackItems.tsx';
import { teamTexts } from '../../../texts/team.ts';
import type { HandOverMode } from '../team/HandOver.tsx';
import classes from './header.module.css';
import { useWorkVerbs, WorkButtons } from './WorkVerbs.tsx';

// Fetched when somebody hands something over.
const HandOver = lazy(async () => ({ default: (await import('../team/HandOver.tsx')).HandOver }));

interface Props {
  detail: ConversationDetail;
  contextShown: boolean;
  onContext: () => void;
  onBack: () => void;
  onDone: () => void;
}

type Layer = 'assign' | 'snooze' | 'tag' | 'priority';

/** Who it is, whose it is, and the verbs. */
export function ThreadHeader({ detail, contextShown, onContext, onBack, onDone }: Props) {
  const { localXUrl } = useSession();
  const [layer, setLayer] = useState<Layer | undefined>();
  const [handOver, setHandOver] = useState<HandOverMode | undefined>();
  const { id, customer, handle, workItem } = detail;
  const profileHref = findProfileUrl(customer, localXUrl);
  const closed = !workItem || workItem.state === 'closed';
  const control = useQuery(controlQuery(id)).data;
  // A bot has the conversation: the bar says so and how to take it; what the desk closed before is over.
  const withBot = closed && control != null && control.program !== null;
  const toggleClosed = () => {
    if (closed) void changeConversation(id, { state: 'open' }, deskTexts.done.reopened);
    else {
      void changeConversation(id, { state: 'closed' }, deskTexts.done.closed);
      onDone();
    }
  };
  const verbs = useWorkVerbs({ detail, onDone });
  const openLayer = (wanted: Layer) => () => setLayer(wanted);
  const layerProps = (mine: Layer) => ({
    opened: layer === mine,
    onChange: (opened: boolean) => setLayer(opened ? mine : undefined),
  });
  useCommands({
    'conversation.close': toggleClosed,
    'conversation.assign': openLayer('assign'),
    'conversation.snooze': openLayer('snooze'),
    'conversation.tag': openLayer('tag'),
    'conversation.priority': openLayer('priority'),
    'conversation.unread': () => void markUnread(id),
    'conversation.transfer': () => setHandOver('transfer'),
    'conversation.consult': () => setHandOver('consult'),
  });
  const name = nameConversation(detail);
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back}
        variant="subtle"
        color="gray"
        size={44}
        onClick={onBack}
        aria-label={deskTexts.backToList}
      >
        <IconArrowLeft size={22} />
      </ActionIcon>
      <div className={classes.who}>
        <h1 className={classes.title}>
          <span dir="auto">{name}</span>
          {!detail.group && customer.verified && (
            <IconRosetteDiscountCheckFilled size={16} className={classes.verified} aria-hidden />
          )}
        </h1>
        <p className={classes.subtitle}>
          {workItem && !withBot && <StateChip item={workItem} offerUntil={detail.offerExpiresAt} />}
          {workItem && !withBot && <SlaMark item={workItem} />}
          {detail.group ? (
            <span className={classes.address}>{deskTexts.group(detail.group.members)}</span>
          ) : (
            customer.username &&
            customer.name && <span className={classes.address}>@{customer.username}</span>
          )}
          <span className={classes.address} data-ours>
            {handle.username ? `→ @${handle.username}` : handle.name}
          </span>
          <Company conversationId={id} />
        </p>
      </div>
      <div className={classes.verbs}>
        <AssignMenu detail={detail} {...layerProps('assign')} />
        <SnoozeMenu detail={detail} {...layerProps('snooze')} />
        <WorkButtons verbs={verbs} closed={closed} withBot={withBot} onClosed={toggleClosed} />
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={34} aria-label={deskTexts.more}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {verbs.putAside && (
              <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={verbs.putAside}>
                {workTexts.putAside}
              </Menu.Item>
            )}
            {verbs.release && (
              <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={verbs.release}>
                {workTexts.release}
              </Menu.Item>
            )}
            {!closed && <HandBackItems conversationId={id} onDone={onDone} />}
            <Menu.Item
              className={classes.phoneOnly}
              leftSection={<IconBellZ size={16} />}
              disabled={closed}
              onClick={() => setTimeout(openLayer('snooze'), 0)}
            >
              {deskTexts.snooze}
            </Menu.Item>
            <Menu.Item leftSection={<IconTag size={16} />} onClick={() => setTimeout(openLayer('tag'), 0)}>
              {deskTexts.tag}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconFlag3 size={16} />}
              onClick={() => setTimeout(openLayer('priority'), 0)}
            >
              {deskTexts.priority}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowForwardUp size={16} />} onClick={() => setHandOver('transfer')}>
              {teamTexts.modes.transfer}
            </Menu.Item>
            <Menu.Item leftSection={<IconMessageQuestion size={16} />} onClick={() => setHandOver('consult')}>
              {teamTexts.modes.consult}
            </Menu.Item>
            <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => setHandOver('colleague')}>
              {teamTexts.modes.colleague}
            </Menu.Item>
            <Menu.Item leftSection={<IconMailOpened size={16} />} onClick={() => void markUnread(id)}>
              {deskTexts.markUnread}
            </Menu.Item>
            <Menu.Item leftSection={<IconLayoutSidebarRight size={16} />} onClick={onContext}>
              {contextShown ? deskTexts.hideCustomer : deskTexts.showCustomer}
            </Menu.Item>
            {profileHref && (
              <Menu.Item
                component="a"
                href={profileHref}
                target="_blank"
                rel="noopener noreferrer"
                leftSection={<IconExternalLink size={16} />}
              >
                {deskTexts.openOnX}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        {handOver && (
          <Suspense fallback={null}>
            <HandOver
              detail={detail}
              mode={handOver}
              onMode={setHandOver}
              onClose={() => setHandOver(undefined)}
            />
          </Suspense>
        )}
        {/* Anchors of what is opened by key or from the menu. */}
        <TagMenu detail={detail} {...layerProps('tag')} />
        <PriorityMenu detail={detail} {...layerProps('priority')} />
        <Tooltip label={contextShown ? deskTexts.hideCustomer : deskTexts.showCustomer}>
          <ActionIcon
            variant={contextShown ? 'light' : 'subtle'}
            color={contextShown ? undefined : 'gray'}
            size={34}
            onClick={onContext}
            aria-pressed={contextShown}
            aria-label={contextShown ? deskTexts.hideCustomer : deskTexts.showCustomer}
          >
            <IconLayoutSidebarRight size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
