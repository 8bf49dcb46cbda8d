/** What X limits, as people call it, by our books' names. */
export const limitNames: Readonly<Record<string, { quarter?: string; day?: string }>> = {
  dm_send_to_participant: { quarter: 'answers this quarter hour', day: 'answers today' },
  dm_send_to_conversation: { quarter: 'group answers this quarter hour', day: 'group answers today' },
  dm_events_list: { quarter: 'message reads this quarter hour' },
  users_lookup: { quarter: 'profile reads this quarter hour' },
};
