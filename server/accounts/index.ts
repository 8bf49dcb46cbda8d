export type { AccountId, AccountRecord, AccountStatus, AccountTokens } from './account.ts';
export {
  changeLabel,
  changeProfile,
  findAccount,
  findAccountOfXUser,
  getAccount,
  listAccounts,
} from './account-store.ts';
export { Accounts } from './accounts.ts';
export type { AppId, AppRecord } from './app.ts';
export { findApp, findAppByDoor, getApp, listApps } from './app-store.ts';
export { type AppEdit, type NewApp, noteApp } from './apps.ts';
export { type AccountChecks, checkAccount, checkLastEvent } from './checks/account-checks.ts';
export { checkCallback, checkKeys } from './checks/app-checks.ts';
export { attempt, byHand, type CheckAbout, failed, passed, skipped } from './checks/outcome.ts';
export type { Connected, Connection } from './connect.ts';
export type { AccountsDeps } from './deps.ts';
export { Refresher, type RefreshOutcome } from './refresh.ts';
export type { FinishOptions, SignInAnswer, SignInResult, SignInStart } from './sign-in.ts';
export type { SignInFailure, SignInId, SignInRecord } from './sign-in-record.ts';
export {
  type AccountShare,
  deleteShare,
  deleteShares,
  ensureOwner,
  findShareLevel,
  listShares,
  lockShares,
  passShares,
  putShare,
} from './share-store.ts';
export { findSignIn } from './sign-in-store.ts';
