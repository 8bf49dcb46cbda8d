import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoardAgent, PresenceOption } from '../../../contract/api/index.ts';
import { api } from '../../../client/index.ts';
import { myPresenceQuery } from '../../api/offers.ts';
import { tellProblem } from '../../shell/tell.ts';
import { boardTexts } from '../../texts/board.ts';
import { baseNames } from '../../texts/seat.ts';

/** An agent's presence, and any other that the workspace has: each of its own says what it counts as. */
export function AgentPresence({ agent }: { agent: BoardAgent }) {
  const options = useQuery(myPresenceQuery).data?.options ?? [];
  const isListed = options.some((option) => option.id === agent.presenceId);
  const own = options.filter((option) => !option.standard);
  const set = async (presenceId: string) => {
    try {
      await api.presence.set({ id: agent.memberId }, { presenceId });
    } catch (error) {
      tellProblem(boardTexts.failed, error);
    }
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={boardTexts.presence(agent.name)}
      value={isListed ? agent.presenceId : ''}
      onChange={(event) => void set(event.currentTarget.value)}
      data={[
        // How the system set it, or what was deleted meanwhile: shown, not chosen.
        ...(isListed ? [] : [{ value: '', label: agent.presenceText, disabled: true }]),
        {
          group: boardTexts.standardPresences,
          items: options
            .filter((option) => option.standard)
            .map(({ id, text }) => ({ value: id, label: text })),
        },
        ...(own.length > 0 ? [{ group: boardTexts.ownPresences, items: own.map(choice) }] : []),
      ]}
    />
  );
}

const choice = ({ id, text, base }: PresenceOption) => ({
  value: id,
  label: boardTexts.ownPresence(text, baseNames[base]),
});
