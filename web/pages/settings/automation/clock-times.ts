const DAY = 1_440;

/** Minutes after midnight as a time field shows them; what lies on the next day shows its time there. */
export function timeOf(minutes: number): string {
  const inDay = minutes % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return (Number(hours) * 60 + Number(minutes)) % DAY || 0;
}

/** The end as the hours keep it: not later than the beginning means the next day; 00:00 to 00:00 is all day. */
export function untilOf(fromMinute: number, time: string): number {
  const minutes = minutesOf(time);
  return minutes > fromMinute ? minutes : minutes + DAY;
}
