export { isPrivateAddress, parseUserUrl, resolveUserUrl, type UrlRules } from './check.ts';
export { getUserUrl } from './get.ts';
