import { Accordion, ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LoadingState, ProblemState } from '../../../../ui/index.ts';
import { conversationQuery, customerQuery } from '../../../api/queries.ts';
import { changePreferences, usePreferences } from '../../../api/session.ts';
import { nameCustomer } from '../../../lib/names.ts';
import { Face } from '../../../shell/Face.tsx';
import { describeError, tellProblem } from '../../../shell/tell.ts';
import { customerTexts } from '../../../texts/customer.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { ContactSection } from './ContactSection.tsx';
import { ConversationSection } from './ConversationSection.tsx';
import { EarlierSection } from './EarlierSection.tsx';
import { OthersSection } from './OthersSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import classes from './context.module.css';

interface Props {
  conversationId: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** Who the customer is, and what was before. It never holds up the thread. */
export function CustomerPanel({ conversationId, onClose, onOpen }: Props) {
  const { panels } = usePreferences();
  const detail = useQuery(conversationQuery(conversationId)).data;
  const customerId = detail?.customer.id;
  const query = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined });
  const customer = query.data;
  const name = detail ? nameCustomer(detail.customer) : '';
  return (
    <div className={classes.panel} role="complementary" aria-label={customerTexts.panel}>
      <div className={classes.head}>
        {detail && <Face name={name} url={detail.customer.avatarUrl} size={44} />}
        <div className={classes.headWords}>
          <h2 dir="auto">{name}</h2>
          {detail?.customer.username && <p>@{detail.customer.username}</p>}
        </div>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={commonTexts.close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sections}>
        {!customer && !query.isError && <LoadingState label={commonTexts.loading} />}
        {query.isError && !customer && (
          <ProblemState
            title={commonTexts.cannotLoad}
            message={describeError(query.error)}
            retryLabel={commonTexts.retry}
            onRetry={() => void query.refetch()}
          />
        )}
        {customer && detail && (
          <Accordion
            multiple
            value={panels}
            onChange={(open) =>
              changePreferences({ panels: open }).catch((error: unknown) =>
                tellProblem(commonTexts.cannotSave, error),
              )
            }
            transitionDuration={80}
            classNames={{
              item: classes.item,
              control: classes.control,
              label: classes.label,
              content: classes.content,
            }}
          >
            <Accordion.Item value="profile">
              <Accordion.Control>{customerTexts.sections.profile}</Accordion.Control>
              <Accordion.Panel>
                <ProfileSection customer={customer} />
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="contact">
              <Accordion.Control>{customerTexts.sections.contact}</Accordion.Control>
              <Accordion.Panel>
                <ContactSection customer={customer} />
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="conversation">
              <Accordion.Control>{customerTexts.sections.conversation}</Accordion.Control>
              <Accordion.Panel>
                <ConversationSection detail={detail} />
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="earlier">
              <Accordion.Control>
                {customerTexts.sections.earlier}
                {detail.earlierWorkItems > 0 && ` (${detail.earlierWorkItems})`}
              </Accordion.Control>
              <Accordion.Panel>
                {panels.includes('earlier') && <EarlierSection detail={detail} />}
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="others">
              <Accordion.Control>
                {customerTexts.sections.others}
                {customer.conversations.length > 1 && ` (${customer.conversations.length - 1})`}
              </Accordion.Control>
              <Accordion.Panel>
                <OthersSection customer={customer} conversationId={conversationId} onOpen={onOpen} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        )}
      </div>
    </div>
  );
}
