import { Accordion, ActionIcon } from '@mantine/core';
import { IconGripVertical, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Preferences } from '../../../../contract/api/index.ts';
import { Later, LoadingState, ProblemState, type ReorderTexts, useReorder } from '../../../../ui/index.ts';
import { conversationQuery, customerQuery } from '../../../api/queries.ts';
import { changePreferences, usePreferences } from '../../../api/session.ts';
import { orderPanels, type PanelId } from '../../../lib/panel-order.ts';
import { nameConversation } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { deskTexts } from '../../../texts/desk.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { ConsentNote } from './ConsentNote.tsx';
import { CaseSection } from './CaseSection.tsx';
import { ContactSection } from './ContactSection.tsx';
import { ConversationSection } from './ConversationSection.tsx';
import { GroupMembers } from './GroupMembers.tsx';
import { EarlierSection } from './EarlierSection.tsx';
import { ItemRecordFields } from './ItemRecordFields.tsx';
import { OthersSection } from './OthersSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { TimelineSection } from './TimelineSection.tsx';
import { WhySection } from './WhySection.tsx';
import classes from './context.module.css';

// Looked at now and then: not part of what is loaded first.
const KnowledgeSection = lazy(() => import('./KnowledgeSection.tsx'));

function savePanels(change: Partial<Pick<Preferences, 'panels' | 'panelOrder'>>): void {
  changePreferences(change).catch((error: unknown) => tellProblem(commonTexts.cannotSave, error));
}

const reorderTexts: ReorderTexts<PanelId> = {
  move: (id) => customerTexts.move(customerTexts.sections[id]),
  hint: customerTexts.moveHint,
  moved: (id, place, of) => customerTexts.moved(customerTexts.sections[id], place, of),
};

/** After the section has unfolded: one at the end is opened below the fold. */
const SCROLL_MS = 120;

interface Props {
  conversationId: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** Who the customer is, and what was before. It never holds up the thread. */
export function CustomerPanel({ conversationId, onClose, onOpen }: Props) {
  const { panels, panelOrder } = usePreferences();
  const order = orderPanels(panelOrder);
  const { handleProps, dropSide } = useReorder(
    order,
    (next) => savePanels({ panelOrder: next, panels: next.filter((id) => panels.includes(id)) }),
    reorderTexts,
  );
  const sections = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<PanelId>();
  const conversation = useQuery(conversationQuery(conversationId));
  const detail = conversation.data;
  const [chosen, setChosen] = useState<{ conversationId: string; customerId: string } | undefined>();
  const chosenHere = chosen?.conversationId === conversationId ? chosen.customerId : undefined;
  const customerId = chosenHere ?? detail?.customer.id;
  const query = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined });
  const customer = query.data;
  const name = detail ? nameConversation(detail) : '';
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        {detail && <Face name={name} url={detail.group ? null : detail.customer.avatarUrl} size={44} />}
        <div className={classes.headWords}>
          <h2 dir="auto">{name}</h2>
          {detail?.group && <p>{deskTexts.group(detail.group.members)}</p>}
          {detail && !detail.group && detail.customer.username && <p>@{detail.customer.username}</p>}
        </div>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={commonTexts.close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sections} ref={sections}>
        {detail?.group && (
          <GroupMembers
            detail={detail}
            group={detail.group}
            shownId={customerId}
            onShow={(id) => setChosen({ conversationId, customerId: id })}
          />
        )}
        {!customer && !query.isError && !conversation.isError && <LoadingState label={commonTexts.loading} />}
        {query.isError && !customer && (
          <ProblemState
            title={commonTexts.cannotLoad}
            message={describeError(query.error)}
            retryLabel={commonTexts.retry}
            onRetry={() => void query.refetch()}
          />
        )}
        {detail && <ConsentNote detail={detail} />}
        {customer && detail && (
          <Accordion
            multiple
            value={panels}
            onChange={(open) => {
              savePanels({ panels: order.filter((id) => open.includes(id)) });
              const added = order.find((id) => open.includes(id) && !panels.includes(id));
              setOpened(added);
              const show = () =>
                sections.current
                  ?.querySelector(`[data-section=${added}]`)
                  ?.scrollIntoView({ block: 'nearest' });
              if (added) setTimeout(show, SCROLL_MS);
            }}
            transitionDuration={80}
            classNames={{
              item: classes.item,
              control: classes.control,
              label: classes.label,
              content: classes.content,
            }}
          >
            {order.map((id) => (
              <Accordion.Item
                key={id}
                value={id}
                data-section={id}
                data-reorder={id}
                data-drop={dropSide(id)}
              >
                <div className={classes.itemHead}>
                  <button type="button" className={classes.handle} {...handleProps(id)}>
                    <IconGripVertical size={14} aria-hidden />
                  </button>
                  <Accordion.Control>
                    {customerTexts.sections[id]}
                    {id === 'earlier' && detail.earlierWorkItems > 0 && ` (${detail.earlierWorkItems})`}
                    {id === 'others' &&
                      customer.conversations.length > 1 &&
                      ` (${customer.conversations.length - 1})`}
                  </Accordion.Control>
                </div>
                <Accordion.Panel>
                  {id === 'profile' && <ProfileSection customer={customer} />}
                  {id === 'contact' && <ContactSection customer={customer} />}
                  {id === 'conversation' && <ConversationSection detail={detail} />}
                  {id === 'conversation' && (
                    <ItemRecordFields
                      conversationId={conversationId}
                      open={detail.workItem !== null && detail.workItem.state !== 'closed'}
                    />
                  )}
                  {id === 'case' && (
                    <CaseSection
                      conversationId={conversationId}
                      customer={customer}
                      open={detail.workItem !== null && detail.workItem.state !== 'closed'}
                    />
                  )}
                  {id === 'timeline' && panels.includes('timeline') && (
                    <TimelineSection customerId={customer.id} />
                  )}
                  {id === 'knowledge' && panels.includes('knowledge') && (
                    <Suspense fallback={<Later>{commonTexts.loading}</Later>}>
                      <KnowledgeSection conversationId={conversationId} />
                    </Suspense>
                  )}
                  {id === 'earlier' && panels.includes('earlier') && <EarlierSection detail={detail} />}
                  {id === 'why' && panels.includes('why') && (
                    <WhySection conversationId={conversationId} reveal={opened === 'why'} />
                  )}
                  {id === 'others' && (
                    <OthersSection customer={customer} conversationId={conversationId} onOpen={onOpen} />
                  )}
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )}
      </div>
    </div>
  );
}
