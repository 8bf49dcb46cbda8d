export { isPrivateAddress, parseUserUrl, resolveUserUrl, type UrlRules } from './check.ts';
export { type GetOptions, getUserUrl, UnexpectedStatus } from './get.ts';
