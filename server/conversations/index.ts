export { joinGroupTitle } from './group-title.ts';
export {
  type Consent,
  findOptOut,
  isAnyOptedOut,
  isOptedOut,
  isWithheld,
  listConsents,
  listOptedOut,
  readConsent,
  readOptOut,
  repeatOptOut,
  setConsent,
  setOptOut,
} from './consent-store.ts';
export {
  findConversation,
  getConversation,
  ensureConversation,
  ensureConversations,
  lockConversation,
  markCustomerRead,
  threadKey,
} from './conversations.ts';
export {
  conversationColumns,
  type ConversationRow,
  findConversationWith,
  listConversations,
  listConversationsOfCustomer,
  lockConversations,
  toConversation,
  type WantedConversation,
} from './conversation-store.ts';
export {
  type CustomerLink,
  findCustomer,
  forgetProfile,
  linkCustomer,
  listLinked,
  listCustomers,
  listCustomersLinkedTo,
  listDueCustomers,
  lockCustomer,
  moveCustomers,
  postponeProfiles,
  setCustomerAttributes,
  updateProfiles,
} from './customer-store.ts';
export { ensureCustomer, ensureCustomers, type EnsuredCustomers } from './customers.ts';
export { listErased, rememberErased, wasAnybodyErased } from './erased.ts';
export {
  type Added,
  addNote,
  addSystemLine,
  addTold,
  cancelAnswer,
  changeMessage,
  type ChangeWord,
  deleteContent,
  makeAnswer,
  mediaChanged,
  type NewAnswer,
  type NewNote,
  type NewSystemLine,
  type NewTold,
  storeAnswers,
} from './entries.ts';
export { listStandingMessages, type StandingMessage } from './vanished-store.ts';
export { showNewest } from './show-newest.ts';
export {
  countUnreadMentions,
  listMentions,
  listTeamNames,
  markMentionsRead,
  type Mention,
} from './mention-store.ts';
export { addMentions, addWhisper, checkMentions, isForReader } from './mentions.ts';
export {
  findByIdempotencyKey,
  findMessage,
  findNewestXEventId,
  listByIdempotencyKeys,
  listByXEventIds,
  listLastOffers,
  listMessages,
  type MessageChange,
  type Offer,
} from './message-store.ts';
export { countEntries, countUnread, listSaid } from './said-store.ts';
export { listPage, type PageOfThread, type PlaceInThread } from './pages.ts';
export { firstXIdAt, laterPosition, nextPosition, positionOf, timeOfXId } from './position.ts';
export { presentCustomer, presentEntries, presentEntry, presentUnmasked } from './present.ts';
export {
  listKnownGroups,
  listParticipants,
  type Membership,
  participantKey,
  saveParticipants,
  setGroupName,
  setOwnLeft,
} from './participant-store.ts';
export { type ConversationSource, findSource, insertSource, listSources } from './source-store.ts';
export { sameText, type ShortenedLink } from './same-text.ts';
export { type Echo, markSent, type SentFact, type Settled, settleByEcho } from './settle.ts';
export type {
  AuthorKind,
  Conversation,
  ConversationId,
  Customer,
  CustomerId,
  EntryKind,
  Failure,
  Message,
  MessageId,
  Participant,
  SocialProfile,
  XPerson,
} from './types.ts';
export { type AddedXEntry, addXEntries, type XEntry } from './x-entries.ts';
export { personOfXUser } from './x-person.ts';
export { LOOP_TURNS, programsAnswered, stopOf, UNANSWERED } from './program-run.ts';
