/** What a field of an offer can show. `context:<name>` is a context variable of the work item. */
export const templateSlugs = [
  'customer_name',
  'customer_username',
  'followers',
  'known',
  'handle',
  'queue',
  'first_line',
  'waiting_time',
  'case_title',
  'case_number',
  'language',
] as const;

/** The standard template; apart from the schemas, so that the browser can have it without them. */
export const standardTemplate = {
  fields: [
    { heading: 'Customer', slug: 'customer_name' },
    { heading: 'On X', slug: 'customer_username' },
    { heading: 'Followers', slug: 'followers' },
    { heading: 'Contact', slug: 'known' },
    { heading: 'Wrote to', slug: 'handle' },
    { heading: 'Queue', slug: 'queue' },
    { heading: 'Says', slug: 'first_line' },
    { heading: 'Waiting', slug: 'waiting_time' },
  ],
  countdownSeconds: 120,
  showCountdown: true,
  autoAssign: false,
  autoAccept: false,
  acceptText: 'Accept',
  canDecline: true,
  declineText: 'Decline',
  desktop: 'background' as const,
  sound: 'chime' as const,
  soundLoops: false,
};
