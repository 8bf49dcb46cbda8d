import { Menu } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { controlQuery, handBack } from '../../../api/control.ts';
import { useMay } from '../../../api/session.ts';
import { controlTexts as texts } from '../../../texts/control.ts';
import classes from './header.module.css';

/** The bots to which the desk can give what it has. */
export function HandBackItems({ conversationId, onDone }: { conversationId: string; onDone: () => void }) {
  const { data } = useQuery(controlQuery(conversationId));
  const may = useMay();
  if (!data || data.program || !may('conversations.answer')) return null;
  return data.programs.map((program) => (
    <Menu.Item
      key={program.id}
      leftSection={<IconRobot size={16} />}
      disabled={program.trouble !== null}
      onClick={() => void handBack(conversationId, program).then((done) => done && onDone())}
    >
      {texts.handBack(program.name)}
      {program.trouble && <span className={classes.why}>{texts.trouble(program.trouble)}</span>}
    </Menu.Item>
  ));
}
