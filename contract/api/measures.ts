import type { MeasureId } from './insights.ts';

export interface Measure {
  readonly name: string;
  readonly unit: 'count' | 'share' | 'time' | 'score';
  /**
   * Where its rows come from: conversations that were closed, sessions that began, stays in queues that ended, or
   * presences, in the time asked for.
   */
  readonly source: 'conversations' | 'opened' | 'stays' | 'sessions' | 'presences';
  /** What exactly is counted; shown beside the number. */
  readonly definition: string;
}

const conversations = { source: 'conversations' } as const;
const sessions = { source: 'sessions' } as const;
const presences = { source: 'presences', unit: 'time' } as const;

const within = (seconds: number): Measure => ({
  ...conversations,
  name: `Within ${seconds} s`,
  unit: 'share',
  definition: `Engaged conversations whose first wait was ${seconds} seconds or less ÷ engaged.`,
});

/** Every number of the analytics with its definition. Where the field's documents differ, the choice is said here. */
export const measures: Readonly<Record<MeasureId, Measure>> = {
  opened: {
    name: 'Opened',
    unit: 'count',
    source: 'opened',
    definition: 'Conversations that began in this time, whether or not they are closed by now.',
  },
  closed: {
    ...conversations,
    name: 'Closed',
    unit: 'count',
    definition: 'Conversations that were closed in this time, for whatever reason.',
  },
  incoming: {
    ...conversations,
    name: 'Incoming',
    unit: 'count',
    definition: 'Closed conversations in which the customer wrote first.',
  },
  engaged: {
    ...conversations,
    name: 'Engaged',
    unit: 'count',
    definition: 'Closed conversations that an agent accepted, took or answered.',
  },
  unanswered: {
    ...conversations,
    name: 'Unanswered',
    unit: 'count',
    definition:
      'Incoming conversations that were closed without an answer by a person or a program. A customer cannot leave a thread of direct messages, so this stands where telephone desks count abandoned calls.',
  },
  unanswered_rate: {
    ...conversations,
    name: 'Unanswered rate',
    unit: 'share',
    definition: 'Unanswered ÷ incoming.',
  },
  first_wait_avg: {
    ...conversations,
    name: 'Average wait',
    unit: 'time',
    definition:
      'From the opening to the first acceptance by an agent, over engaged conversations. Hours in which nobody works count.',
  },
  service_level: {
    ...conversations,
    name: 'Accepted in time',
    unit: 'share',
    definition:
      "The queue's service level: engaged conversations that were accepted within its seconds ÷ engaged. Targets for answers, which the board shows as missed, are others.",
  },
  first_wait_max: {
    ...conversations,
    name: 'Longest wait',
    unit: 'time',
    definition: 'The longest first wait of an engaged conversation. How long somebody waits now is in Today.',
  },
  queue_wait_avg: {
    name: 'Wait in a queue',
    unit: 'time',
    source: 'stays',
    definition:
      'From entering a queue to acceptance, transfer, overflow or closing, over stays that ended in this time. A conversation that comes back to a queue stays there anew.',
  },
  within_10: within(10),
  within_20: within(20),
  within_30: within(30),
  within_40: within(40),
  within_60: within(60),
  within_120: within(120),
  first_response_avg: {
    ...conversations,
    name: 'First response, average',
    unit: 'time',
    definition:
      "From the customer's first message to the first answer of a person, opening hours only. Automatic messages are no answer.",
  },
  first_response_median: {
    ...conversations,
    name: 'First response, median',
    unit: 'time',
    definition: 'Half of the first responses were quicker. Read from steps of 5 %, so within 2.5 %.',
  },
  first_response_p90: {
    ...conversations,
    name: 'First response, 90 %',
    unit: 'time',
    definition: 'Nine of ten first responses were quicker. Read from steps of 5 %, so within 2.5 %.',
  },
  response_avg: {
    ...conversations,
    name: 'Response, average',
    unit: 'time',
    definition:
      "From a customer's first unanswered message to the next answer of a person, opening hours only, over all such pairs.",
  },
  handle_avg: {
    ...conversations,
    name: 'Handle time',
    unit: 'time',
    definition:
      "The time in which agents had it: from acceptance to the session's end, wrap-up included, consultations not; all its agents added; per engaged conversation.",
  },
  wrap_up_avg: {
    ...conversations,
    name: 'Wrap-up',
    unit: 'time',
    definition: 'From the end of the conversation to its closing, over conversations with a wrap-up.',
  },
  conversation_avg: {
    ...conversations,
    name: 'Conversation time',
    unit: 'time',
    definition: 'From opening to closing.',
  },
  effort_avg: {
    ...conversations,
    name: 'Customer effort',
    unit: 'time',
    definition: 'From opening to the beginning of wrap-up, or to closing where there was none.',
  },
  transfer_rate: {
    ...conversations,
    name: 'Transferred',
    unit: 'share',
    definition: 'Engaged conversations that were transferred at least once ÷ engaged.',
  },
  messages_in: {
    ...conversations,
    name: 'Messages in',
    unit: 'count',
    definition: 'Messages of customers in closed conversations.',
  },
  messages_out: {
    ...conversations,
    name: 'Messages out',
    unit: 'count',
    definition: 'Messages to customers in closed conversations, automatic ones included.',
  },
  first_answer_met: {
    ...conversations,
    name: 'First answer in time',
    unit: 'share',
    definition:
      "Closed conversations with the work stream's service level for the first answer that met it ÷ those with it.",
  },
  next_answer_met: {
    ...conversations,
    name: 'Next answers in time',
    unit: 'share',
    definition: 'The same for every further answer: one that was late counts for its conversation.',
  },
  resolution_met: {
    ...conversations,
    name: 'Resolved in time',
    unit: 'share',
    definition: 'The same for the closing.',
  },
  survey_avg: {
    ...conversations,
    name: 'Survey score',
    unit: 'score',
    definition:
      'The average score of answered surveys, from 0 (worst) to 1 (best), whatever scale a question has.',
  },
  sessions_offered: {
    ...sessions,
    name: 'Offers',
    unit: 'count',
    definition: 'Sessions of agents that began in this time as an offer or an assignment.',
  },
  sessions_accepted: {
    ...sessions,
    name: 'Accepted',
    unit: 'count',
    definition: 'Sessions that an agent accepted, took or began by answering.',
  },
  sessions_rejected: {
    ...sessions,
    name: 'Declined',
    unit: 'count',
    definition: 'Offers that the agent declined.',
  },
  sessions_timed_out: {
    ...sessions,
    name: 'Timed out',
    unit: 'count',
    definition: 'Offers whose countdown ran out.',
  },
  rejection_rate: {
    ...sessions,
    name: 'Decline rate',
    unit: 'share',
    definition: 'Declined ÷ offers. Offers that timed out are counted apart.',
  },
  timeout_rate: { ...sessions, name: 'Time-out rate', unit: 'share', definition: 'Timed out ÷ offers.' },
  accept_time_avg: {
    ...sessions,
    name: 'Time to accept',
    unit: 'time',
    definition: 'From offer to acceptance, over accepted offers.',
  },
  reject_time_avg: {
    ...sessions,
    name: 'Time to decline',
    unit: 'time',
    definition: 'From offer to decline, over declined offers.',
  },
  session_handle_avg: {
    ...sessions,
    name: 'Session handle time',
    unit: 'time',
    definition:
      "An agent's part of the handle time: from acceptance to the session's end, over accepted sessions that have ended.",
  },
  session_transfer_rate: {
    ...sessions,
    name: 'Sessions transferred',
    unit: 'share',
    definition: 'Accepted sessions that ended by a transfer, whoever made it ÷ accepted.',
  },
  consults: {
    ...sessions,
    name: 'Consultations',
    unit: 'count',
    definition: 'Sessions in which a colleague was asked for advice.',
  },
  consults_accepted: {
    ...sessions,
    name: 'Consultations accepted',
    unit: 'count',
    definition: 'Consultations to which the colleague said yes.',
  },
  consults_rejected: {
    ...sessions,
    name: 'Consultations declined',
    unit: 'count',
    definition: 'Consultations to which the colleague said no.',
  },
  consults_timed_out: {
    ...sessions,
    name: 'Consultations timed out',
    unit: 'count',
    definition: 'Consultations that nobody answered in time.',
  },
  consult_time_avg: {
    ...sessions,
    name: 'Consultation time',
    unit: 'time',
    definition:
      'From acceptance to the end, over accepted consultations that have ended. It is no handle time.',
  },
  monitorings: {
    ...sessions,
    name: 'Monitorings',
    unit: 'count',
    definition: 'Sessions in which a supervisor looked on.',
  },
  monitor_time_avg: {
    ...sessions,
    name: 'Monitoring time',
    unit: 'time',
    definition: 'From the beginning to the end, over monitorings that have ended.',
  },
  time_signed_in: {
    ...presences,
    name: 'Signed in',
    definition: 'Time in any presence but Offline, within the time asked for.',
  },
  time_available: {
    ...presences,
    name: 'Available',
    definition: 'Time in presences that stand on Available.',
  },
  time_busy: { ...presences, name: 'Busy', definition: 'Time in presences that stand on Busy.' },
  time_do_not_disturb: {
    ...presences,
    name: 'Do not disturb',
    definition: 'Time in presences that stand on Do not disturb.',
  },
  time_away: {
    ...presences,
    name: 'Away',
    definition: 'Time in presences that stand on Away, and time as Inactive after a missed offer.',
  },
};

/** Whether conversations stand behind a measure: all but the times of presences, which an agent's timeline shows. */
export function hasConversations(id: MeasureId): boolean {
  return measures[id].source !== 'presences';
}
