import type { Control, Seat } from './store.ts';

interface Ref {
  readonly id: string;
  readonly name: string;
  readonly integrationId: string;
  readonly integrationType: string;
}

/** Who has a conversation and whom it is offered to, as conversations show it; left out where there is nobody. */
export interface ControlRefs {
  readonly activeSwitchboardIntegration?: Ref;
  readonly pendingSwitchboardIntegration?: Ref;
}

export function controlRefs(control: Control | undefined, seats: readonly Seat[]): ControlRefs {
  const refOf = (id: string | null | undefined): Ref | undefined => {
    const seat = seats.find((one) => one.id === id);
    if (!seat) return undefined;
    const { name, integrationId, integrationType } = seat;
    return { id: seat.id, name, integrationId, integrationType };
  };
  const active = refOf(control?.activeId);
  const pending = refOf(control?.pendingId);
  return {
    ...(active ? { activeSwitchboardIntegration: active } : {}),
    ...(pending ? { pendingSwitchboardIntegration: pending } : {}),
  };
}
