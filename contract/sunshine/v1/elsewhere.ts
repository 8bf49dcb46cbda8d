import { Type } from 'typebox';
import { sunshineErrors, type SunshineProblem } from '../errors.ts';
import { operation, type Operation, type Scope, type SunshineMethod } from '../operation.ts';
import { AppScopes, EveryScope, ofApp, Offset } from './declare.ts';

/** What other channels and products have, and X has not: always refused, and how. */
export interface Refusal {
  readonly operation: Operation;
  readonly problem: SunshineProblem;
}

const bad = (title: string): SunshineProblem => ({ status: 400, code: 'bad_request', title });

function refuse(
  id: string,
  method: SunshineMethod,
  path: string,
  problem: SunshineProblem,
  why: string,
  scopes: readonly Scope[] = EveryScope,
): Refusal {
  const refused = `${why}: ${problem.status} \`${problem.code}\`.`;
  return { operation: ofApp(path, { id, method, scopes, summary: '', status: 200, refused }), problem };
}

const noChannel = sunshineErrors.integration_not_found;
const USER = '/appusers/:userId';
const INTEGRATION = '/integrations/:integrationId';
const ofUser: readonly Refusal[] = [
  refuse('appUsers.linkChannel', 'POST', `${USER}/channels`, noChannel, 'X only lets people begin'),
  refuse('appUsers.pingChannel', 'POST', `${USER}/integrations/:channel/ping`, noChannel, 'Only for SMS'),
  refuse('appUsers.viber.getQRCode', 'GET', `${USER}/integrations/viber/qrcode`, noChannel, 'No Viber here'),
  refuse(
    'appUsers.wechat.getQRCode',
    'GET',
    `${USER}/integrations/wechat/qrcode`,
    noChannel,
    'No WeChat here',
  ),
  refuse(
    'appUsers.getLinkRequests',
    'GET',
    `${USER}/linkrequest`,
    bad('Link requests are not supported by integrations of type twitter'),
    'X does not carry a code to a conversation',
  ),
  refuse(
    'appUsers.getAuthCode',
    'GET',
    `${USER}/authcode`,
    bad('Auth codes are for SDKs, which this app has none of'),
    'There is no SDK to show the code to',
  ),
  refuse(
    'conversations.postPostback',
    'POST',
    `${USER}/conversation/postback`,
    bad('Postbacks of this channel come from the person who presses the button'),
    'Buttons are pressed on X',
  ),
  ...(
    [
      ['appUsers.stripe.updateCustomer', 'customer'],
      ['appUsers.stripe.createTransaction', 'transaction'],
    ] as const
  ).map(([id, what]) =>
    refuse(
      id,
      'POST',
      `${USER}/stripe/${what}`,
      bad('Stripe is not connected to this app'),
      'X takes no payments',
    ),
  ),
];

const noMenu = bad('Menus are not supported by this integration');
const noProfile = bad('Profiles are not supported by this integration');
const noTemplates = bad('Message templates are not supported by this integration');
const ofIntegrations: readonly Refusal[] = [
  ...(
    [
      ['get', 'GET'],
      ['create', 'POST'],
      ['update', 'PUT'],
      ['delete', 'DELETE'],
    ] as const
  ).map(([name, method]) =>
    refuse(`integrations.menu.${name}`, method, `${INTEGRATION}/menu`, noMenu, 'X has no menu', AppScopes),
  ),
  ...(
    [
      ['get', 'GET', ''],
      ['update', 'PUT', ''],
      ['photo.upload', 'PUT', '/photo'],
    ] as const
  ).map(([name, method, rest]) =>
    refuse(
      `integrations.profile.${name}`,
      method,
      `${INTEGRATION}/profile${rest}`,
      noProfile,
      'Only WhatsApp has one',
      AppScopes,
    ),
  ),
  ...(
    [
      ['create', 'POST', ''],
      ['list', 'GET', ''],
      ['delete', 'DELETE', '/:messageTemplateName'],
    ] as const
  ).map(([name, method, rest]) =>
    refuse(
      `integrations.messageTemplates.${name}`,
      method,
      `${INTEGRATION}/messageTemplates${rest}`,
      noTemplates,
      'Only WhatsApp has them',
      AppScopes,
    ),
  ),
];

const template = sunshineErrors.not_found;
const ofApps: readonly Refusal[] = [
  refuse('apps.getSdkIds', 'GET', '/sdks', sunshineErrors.not_found, 'There are no SDKs', AppScopes),
  refuse(
    'menu.configure',
    'PUT',
    '/menu',
    bad('No integration of this app shows a menu'),
    'X has no menu',
    AppScopes,
  ),
  refuse(
    'templates.create',
    'POST',
    '/templates',
    bad('Templates are kept in the desk: quick replies'),
    'Texts to be used again are kept in the desk',
    AppScopes,
  ),
  refuse('templates.get', 'GET', '/templates/:templateId', template, 'There are none', AppScopes),
  refuse('templates.update', 'PUT', '/templates/:templateId', template, 'There are none', AppScopes),
  refuse('templates.delete', 'DELETE', '/templates/:templateId', template, 'There are none', AppScopes),
  refuse(
    'notifications.postNotification',
    'POST',
    '/notifications',
    bad('Notifications are not supported by integrations of type twitter'),
    'X only lets people begin',
    AppScopes,
  ),
  refuse(
    'stripe.getAccount',
    'GET',
    '/stripe/account',
    sunshineErrors.not_found,
    'Stripe is not connected',
    AppScopes,
  ),
];

function ofAccount(
  id: string,
  method: SunshineMethod,
  path: string,
  problem: SunshineProblem,
  why: string,
): Refusal {
  const refused = `${why}: ${problem.status} \`${problem.code}\`.`;
  return {
    operation: operation({
      id,
      version: 'v1.1',
      method,
      path: `/v1.1${path}`,
      scopes: ['account'],
      summary: '',
      status: 200,
      refused,
    }),
    problem,
  };
}

const SERVICE = '/serviceaccounts/:serviceAccountId';
const WHATSAPP = '/whatsapp/deployments/:deploymentId';
const noDeployment = sunshineErrors.not_found;
const noService = sunshineErrors.not_found;
const ofAccounts: readonly Refusal[] = [
  ofAccount(
    'serviceAccounts.create',
    'POST',
    '/serviceaccounts',
    sunshineErrors.forbidden,
    'Members are invited in the desk',
  ),
  ...(
    [
      ['get', 'GET', ''],
      ['update', 'PUT', ''],
      ['delete', 'DELETE', ''],
      ['keys.create', 'POST', '/keys'],
      ['keys.list', 'GET', '/keys'],
      ['keys.get', 'GET', '/keys/:keyId'],
      ['keys.getJwt', 'GET', '/keys/:keyId/jwt'],
      ['keys.delete', 'DELETE', '/keys/:keyId'],
    ] as const
  ).map(([name, method, rest]) =>
    ofAccount(`serviceAccounts.${name}`, method, `${SERVICE}${rest}`, noService, 'There are none'),
  ),
  ofAccount(
    'deployments.create',
    'POST',
    '/whatsapp/deployments',
    sunshineErrors.forbidden,
    'There is no WhatsApp here',
  ),
  ...(
    [
      ['get', 'GET', ''],
      ['activate', 'POST', '/activate'],
      ['confirmCode', 'POST', '/code/confirm'],
      ['delete', 'DELETE', ''],
    ] as const
  ).map(([name, method, rest]) =>
    ofAccount(`deployments.${name}`, method, `${WHATSAPP}${rest}`, noDeployment, 'There are none'),
  ),
];

export const refusals: readonly Refusal[] = [...ofUser, ...ofIntegrations, ...ofApps, ...ofAccounts];

/** Lists of what X has not: empty. */
export const emptyOperations = {
  menu: ofApp('/menu', {
    id: 'menu.get',
    method: 'GET',
    scopes: AppScopes,
    summary: 'The menu: empty, X has none.',
    status: 200,
    response: Type.Object({ menu: Type.Object({ items: Type.Array(Type.Object({})) }) }),
  }),
  removeMenu: ofApp('/menu', {
    id: 'menu.remove',
    method: 'DELETE',
    scopes: AppScopes,
    summary: 'It is empty already.',
    status: 200,
    response: Type.Object({ menu: Type.Object({ items: Type.Array(Type.Object({})) }) }),
  }),
  templates: ofApp('/templates', {
    id: 'templates.list',
    method: 'GET',
    scopes: AppScopes,
    summary: 'Templates: none.',
    query: Offset,
    status: 200,
    response: Type.Object({
      templates: Type.Array(Type.Object({})),
      hasMore: Type.Boolean(),
      offset: Type.Integer(),
    }),
  }),
  serviceAccounts: operation({
    id: 'serviceAccounts.list',
    version: 'v1.1',
    method: 'GET',
    path: '/v1.1/serviceaccounts',
    scopes: ['account'],
    summary: 'Service accounts: none.',
    query: Offset,
    status: 200,
    response: Type.Object({
      serviceAccounts: Type.Array(Type.Object({})),
      hasMore: Type.Boolean(),
      offset: Type.Integer(),
    }),
  }),
  deployments: operation({
    id: 'deployments.list',
    version: 'v1.1',
    method: 'GET',
    path: '/v1.1/whatsapp/deployments',
    scopes: ['account'],
    summary: 'Deployments of WhatsApp: none.',
    status: 200,
    response: Type.Object({ deployments: Type.Array(Type.Object({})) }),
  }),
};
