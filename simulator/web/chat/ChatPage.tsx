import { useState } from 'react';
import { IconLock } from '@tabler/icons-react';
import { EmptyState } from '../../../ui/index.ts';
import { Page } from '../parts/Page.tsx';
import { PersonPicker } from '../parts/PersonPicker.tsx';
import { chatTexts as texts } from '../texts/chat.ts';
import { Conversations } from './Conversations.tsx';
import { Device } from './Device.tsx';
import { MoveThread } from './MoveThread.tsx';
import { NewGroup } from './NewGroup.tsx';
import './chat.css';

/** XChat as a person's device sees it. */
export function ChatPage() {
  const [userId, setUserId] = useState<string | null>(null);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="page-content">
        <div className="chat-person">
          <PersonPicker label={texts.as} value={userId} onChange={setUserId} />
        </div>
        {userId === null ? (
          <EmptyState icon={<IconLock size={28} />} title={texts.choose}>
            {texts.chooseHelp}
          </EmptyState>
        ) : (
          // Another person has another form in each part.
          <div key={userId}>
            <Device userId={userId}>
              <Conversations userId={userId} />
              <NewGroup userId={userId} />
            </Device>
            <MoveThread userId={userId} />
          </div>
        )}
      </div>
    </Page>
  );
}
