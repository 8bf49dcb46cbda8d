/** Up to nine as they are, then "10+": the server counts no further. */
export const showCount = (count: number): string => (count > 9 ? '10+' : String(count));
