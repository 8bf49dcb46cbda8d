import { until } from '../../harness.ts';
import { answered, type StrictWorld, v1 } from './strict-world.ts';

/** Everything happens that programs are told of. Answers once the last of it was told. */
export async function actAll(strict: StrictWorld): Promise<void> {
  const { world, receiver, ids } = strict;
  const call: StrictWorld['call'] = (...given) => strict.call(...given);
  const { x } = world.product;
  await x.user('mira', { name: 'Mira Marsh' });
  await world.product.admin.ask('POST', `/api/handles/${world.handleId}/links`, {
    name: 'Poster',
    firstWords: 'About the poster',
    welcomeMessageId: null,
  });
  await x.write('mira', 'shopkeeper', 'About the poster');
  const begun = await until(() =>
    receiver
      .events('short', 'conversation:message')
      .find((one) => one['payload']?.['message']?.['content']?.['text'] === 'About the poster'),
  );
  const thread = String(begun['payload']?.['conversation']?.['id']);
  const mira = String(begun['payload']?.['message']?.['author']?.['userId']);
  ids['mira'] = mira;
  const say = (content: object) =>
    answered(
      call('POST', `/conversations/${thread}/messages`, { author: { type: 'business' }, content }),
      201,
    );
  const offer = await say({
    type: 'text',
    text: 'Well?',
    actions: [{ type: 'postback', text: 'Go', payload: 'GO' }],
  });
  const offerId = offer['messages']?.[0]?.['id'];
  await until(() =>
    receiver
      .events('short', 'conversation:message:delivery:channel')
      .some((one) => one['payload']?.['message']?.['id'] === offerId),
  );
  await x.write('mira', 'shopkeeper', 'Go');
  await until(() => receiver.events('short', 'conversation:postback')[0]);
  await x.control('POST', '/typing', { from: '@mira', to: '@shopkeeper' });
  await call('POST', `/conversations/${thread}/activity`, {
    author: { type: 'user', userId: mira },
    type: 'conversation:read',
  });
  await x.control('POST', '/blocks', { source: '@mira', target: '@shopkeeper' });
  await say({ type: 'text', text: 'You will not read this' });
  await until(() => receiver.events('short', 'conversation:message:delivery:failure')[0]);
  await x.write('jane', 'shopkeeper', 'STOP');
  await until(() => receiver.events('short', 'client:update')[0]);
  await call('PATCH', `/users/${mira}`, { metadata: { long: 'x'.repeat(3000) } });
  await call('POST', '/users', { externalId: 'merged', metadata: { more: 'y'.repeat(2000), small: 'z' } });
  await call('POST', '/appusers/merge', { surviving: { _id: mira }, discarded: { userId: 'merged' } }, v1);
  await call('POST', '/users', { externalId: 'gone' });
  await call('DELETE', '/users/gone');
  await answered(call('POST', '/users', { externalId: 'walter' }), 201);
  const group = await answered(call('POST', '/conversations', { type: 'sdkGroup' }), 201);
  const groupId = String(group['conversation']?.['id']);
  await call('POST', `/conversations/${groupId}/join`, { userExternalId: 'walter' });
  await call('POST', `/conversations/${groupId}/leave`, { userExternalId: 'walter' });
  // Of a conversation that is gone nothing is told but its end.
  await until(() => receiver.events('short', 'conversation:leave')[0]);
  await until(() => receiver.events('full', 'conversation:leave')[0]);
  await call('DELETE', `/conversations/${groupId}`);
  // A word of the business in a conversation that only programs know: version 1.1 names its user all the same.
  await call('POST', '/appusers/walter/messages', { role: 'appMaker', text: 'Among programs' }, v1);
  const sit = async (name: string, integrationId = '') =>
    (
      await answered(
        call('POST', `/switchboards/${ids['board']}/switchboardIntegrations`, { name, integrationId }),
        201,
      )
    )['switchboardIntegration']?.['id'];
  const first = await sit('first', ids['short']);
  await sit('other', ids['full']);
  await answered(
    call('PATCH', `/switchboards/${ids['board']}`, { enabled: true, defaultSwitchboardIntegrationId: first }),
  );
  const act = (action: string, body?: object) =>
    answered(call('POST', `/conversations/${thread}/${action}`, body));
  await act('offerControl', { switchboardIntegration: 'other', metadata: { why: 'tired', count: 2 } });
  await act('acceptControl');
  await act('passControl', { switchboardIntegration: 'first' });
  await act('releaseControl');
  for (const at of ['short', 'full']) await until(() => receiver.events(at, 'switchboard:releaseControl')[0]);
  await until(() =>
    receiver
      .bodies('v1', 'message:appMaker')
      .some((one) => one['messages']?.[0]?.['text'] === 'Among programs'),
  );
  for (const trigger of ['appUser:delete', 'merge:appUser', 'message:delivery:failure', 'typing:appUser'])
    await until(() => receiver.bodies('v1', trigger)[0]);
}
