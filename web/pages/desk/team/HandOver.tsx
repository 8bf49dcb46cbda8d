import { Button, Checkbox, Group, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationDetail, TargetAgent, TargetQueue } from '../../../../contract/api/index.ts';
import { api } from '../../../../client/index.ts';
import { formatDayAndTime, LoadingState, ProblemState } from '../../../../ui/index.ts';
import { queryClient } from '../../../api/query-client.ts';
import { sideTalksQuery, targetsQuery } from '../../../api/team.ts';
import { describeError, tellDone, tellProblem } from '../../../shell/tell.ts';
import { commonTexts } from '../../../texts/everywhere.ts';
import { teamTexts } from '../../../texts/team.ts';
import classes from './team.module.css';

export type HandOverMode = 'transfer' | 'consult' | 'colleague';

interface Props {
  detail: ConversationDetail;
  mode: HandOverMode;
  onMode: (mode: HandOverMode) => void;
  onClose: () => void;
}

const modes: readonly HandOverMode[] = ['transfer', 'consult', 'colleague'];

/** To whom: hands the conversation over, asks for advice, or brings a colleague in. */
export function HandOver({ detail, mode, onMode, onClose }: Props) {
  const query = useQuery(targetsQuery(detail.id));
  const [text, setText] = useState('');
  const [away, setAway] = useState(false);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const wanted = text.trim().toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  const queues = mode === 'colleague' ? [] : (query.data?.queues ?? []).filter(({ name }) => fits(name));
  const agents = (query.data?.agents ?? []).filter(
    ({ name, warning }) => fits(name) && (away || warning === null),
  );
  const agent = agents.find(({ memberId }) => memberId === chosen);
  const queue = queues.find(({ id }) => id === chosen);
  const go = async () => {
    const target = agent ?? queue;
    if (!target) return;
    const to = agent ? { memberId: agent.memberId } : { queueId: chosen ?? '' };
    const override = agent ? agent.warning !== null : false;
    setBusy(true);
    try {
      if (mode === 'transfer') {
        const { pending } = await api.teamwork.transfer({ id: detail.id }, { to, note, override });
        tellDone(pending ? teamTexts.asked(target.name) : teamTexts.transferred(target.name));
      } else {
        await api.teamwork.ask({ id: detail.id }, { kind: mode, to, note, override });
        tellDone(teamTexts.consultAsked(target.name));
      }
      void queryClient.invalidateQueries({ queryKey: ['conversation', detail.id] });
      void queryClient.invalidateQueries(sideTalksQuery(detail.id));
      onClose();
    } catch (error) {
      tellProblem(teamTexts.failed, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': commonTexts.close }}
      title={teamTexts.title}
      size="lg"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <SegmentedControl
          fullWidth
          className={classes.modes}
          value={mode}
          data={modes.map((value) => ({ value, label: teamTexts.modes[value] }))}
          onChange={(value) => {
            // The control's values are the modes.
            onMode(value as HandOverMode);
            setChosen(undefined);
          }}
        />
        <p className={classes.hint}>{teamTexts.hints[mode]}</p>
        <TextInput
          data-autofocus
          label={teamTexts.find}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          my="xs"
          label={teamTexts.showAway}
          checked={away}
          onChange={(event) => setAway(event.currentTarget.checked)}
        />
        {query.isPending && <LoadingState label={commonTexts.loading} />}
        {query.isError && (
          <ProblemState
            title={commonTexts.cannotLoad}
            message={describeError(query.error)}
            retryLabel={commonTexts.retry}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isSuccess && queues.length + agents.length === 0 && (
          <p className={classes.hint}>{teamTexts.nothing}</p>
        )}
        <div className={classes.targets} role="radiogroup" aria-label={teamTexts.find}>
          {queues.length > 0 && <p className={classes.group}>{teamTexts.queues}</p>}
          {queues.map((each) => (
            <QueueChoice key={each.id} queue={each} checked={each.id === chosen} onChoose={setChosen} />
          ))}
          {agents.length > 0 && <p className={classes.group}>{teamTexts.agents}</p>}
          {agents.map((each) => (
            <AgentChoice
              key={each.memberId}
              agent={each}
              checked={each.memberId === chosen}
              onChoose={setChosen}
            />
          ))}
        </div>
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={5_000}
          label={teamTexts.note[mode]}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {teamTexts.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={!agent && !queue}>
            {teamTexts.modes[mode]}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface ChoiceProps {
  checked: boolean;
  onChoose: (id: string) => void;
}

function QueueChoice({ queue, checked, onChoose }: ChoiceProps & { queue: TargetQueue }) {
  return (
    <label className={classes.target} data-off={!queue.open || undefined}>
      <input
        type="radio"
        name="target"
        checked={checked}
        disabled={!queue.open}
        onChange={() => onChoose(queue.id)}
      />
      <span className={classes.name} dir="auto">
        {queue.name}
      </span>
      <span className={classes.facts}>
        {queue.open
          ? `${teamTexts.waiting(queue.waiting)} · ${teamTexts.available(queue.agentsAvailable)}`
          : queue.opensAt
            ? teamTexts.opens(formatDayAndTime(queue.opensAt))
            : teamTexts.closed}
      </span>
    </label>
  );
}

function AgentChoice({ agent, checked, onChoose }: ChoiceProps & { agent: TargetAgent }) {
  const facts = [
    agent.presenceText,
    teamTexts.load(agent.usedUnits, agent.capacityUnits),
    ...(agent.sameQueue ? [teamTexts.sameQueue] : []),
    ...(agent.skillsWanted > 0 ? [teamTexts.skills(agent.skillsMet, agent.skillsWanted)] : []),
  ];
  return (
    <label className={classes.target}>
      <input type="radio" name="target" checked={checked} onChange={() => onChoose(agent.memberId)} />
      <span className={classes.dot} data-base={agent.base} aria-hidden />
      <span className={classes.name} dir="auto">
        {agent.name}
      </span>
      <span className={classes.facts}>{facts.join(' · ')}</span>
      {agent.warning && <span className={classes.warning}>{agent.warning}</span>}
    </label>
  );
}
