import type { WorkStreamSettings } from '../../../contract/api/index.ts';

const DAY = 24 * 60;

/** What a new work stream begins with: as the server's standard, which the form must know before anything is stored. */
export const standardStreamSettings: WorkStreamSettings = {
  capacityFormat: 'units',
  capacityUnits: 30,
  profileIds: [],
  allowedPresences: ['available', 'busy'],
  pickFromPush: false,
  affinity: true,
  affinityPatienceMinutes: 5,
  skillMatching: 'none',
  wrapUpBlocking: 'always',
  wrapUpMinutes: 5,
  autoCloseMinutes: 30 * DAY,
  openCloseMinutes: 30 * DAY,
  activeCloseMinutes: 30 * DAY,
  wrapUpCloseMinutes: DAY,
  firstAnswerMinutes: null,
  nextAnswerMinutes: null,
  resolutionMinutes: null,
  automaticMessages: true,
  identifyByName: false,
  linkOnlyCase: true,
  restrictTranscripts: false,
  requireDisposition: false,
  dispositions: [],
  contextVariables: [],
  templates: { incomingKnown: null, incomingUnknown: null, consult: null, transfer: null, assigned: null },
};
