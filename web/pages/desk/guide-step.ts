import type { AgentSession, Offer } from '../../../contract/api/index.ts';

export const guideSteps = ['available', 'accept', 'answer', 'see', 'end', 'finish', 'done'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** What the guide sees of the desk. */
export interface GuideView {
  readonly available: boolean;
  readonly offers: readonly Pick<Offer, 'sessionId'>[];
  readonly sessions: readonly Pick<AgentSession, 'conversationId' | 'participation' | 'acceptedAt'>[];
  /** Of the conversation that was accepted while the guide watched. */
  readonly itemState: string | undefined;
  readonly answered: boolean;
}

/** The conversation that was accepted since the guide began, the newest first. */
export function acceptedSince(sessions: GuideView['sessions'], sinceMs: number): string | undefined {
  const own = sessions.filter(
    ({ participation, acceptedAt }) =>
      participation === 'primary' && acceptedAt !== null && Date.parse(acceptedAt) >= sinceMs,
  );
  return own[0]?.conversationId;
}

/** The step that comes after what is seen; it never goes back but to the beginning, when nothing was accepted yet. */
export function nextStep(step: GuideStep, view: GuideView, accepted: boolean): GuideStep {
  const isOver = view.itemState === 'closed';
  switch (step) {
    case 'available':
      if (accepted) return 'answer';
      return view.available || view.offers.length > 0 ? 'accept' : step;
    case 'accept':
      if (accepted) return 'answer';
      return view.available || view.offers.length > 0 ? step : 'available';
    case 'answer':
      return isOver ? 'done' : view.answered ? 'see' : step;
    case 'see':
    case 'end':
      if (isOver) return 'done';
      return view.itemState === 'wrap_up' ? 'finish' : step;
    case 'finish':
      return isOver ? 'done' : step;
    case 'done':
      return step;
  }
}
