export interface SnoozeChoice {
  id: 'hour' | 'evening' | 'tomorrow' | 'monday';
  at: Date;
}

/** Times that people mean by "later", in their own time zone; none of them is past. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const at = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, 0, 0, 0);
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  const choices: SnoozeChoice[] = [
    { id: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { id: 'evening', at: at(0, 18) },
    { id: 'tomorrow', at: at(1, 9) },
    { id: 'monday', at: at(daysToMonday, 9) },
  ];
  return choices.filter((choice) => choice.at.getTime() > now.getTime() + 60_000);
}
