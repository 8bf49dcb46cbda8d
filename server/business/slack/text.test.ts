import { expect, test } from 'vitest';
import { boldOf, emojiIn, fromSlack, linkOf, namedIn, toSlack } from './text.ts';

const nobody = { people: new Map<string, string>(), emoji: new Map<string, string>() };

test('what a customer writes calls nobody and is no mark-up of Slack', () => {
  expect(toSlack('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  expect(boldOf('*Eve*\nAdmin')).toBe('*Eve  Admin*');
  expect(linkOf('https://a.example/x', 'a|b>c')).toBe('<https://a.example/x|a¦b&gt;c>');
});

test('what colleagues write is plain text for customers', () => {
  const people = new Map([['U1', 'Ada']]);
  const emoji = new Map([['wave', '👋']]);
  expect(fromSlack('Ask <@U1> or <@U2|bob> in <#C1|help> :wave: :none:', { people, emoji })).toBe(
    'Ask @Ada or @bob in #help 👋 :none:',
  );
  expect(
    fromSlack('See <https://a.example/x|our page>, <https://b.example> &amp; &lt;that&gt;', nobody),
  ).toBe('See our page (https://a.example/x), https://b.example & <that>');
  expect(fromSlack('<mailto:a@b.example|a@b.example> <http://c.example|c.example> <!here>', nobody)).toBe(
    'a@b.example http://c.example @here',
  );
});

test('an escaped escape stays what was written', () => {
  const written = 'a &amp;lt; b <i> & c';
  expect(fromSlack(toSlack(written), nobody)).toBe(written);
});

test('emoji are read from the blocks, whatever is in them', () => {
  const blocks = [
    {
      type: 'rich_text',
      elements: [{ elements: [{ type: 'emoji', name: 'flag-be', unicode: '1f1e7-1f1ea' }] }],
    },
    { type: 'emoji', name: 'bad', unicode: 'ffffff' },
    { type: 'emoji', name: 'own' },
  ];
  expect(emojiIn(blocks)).toEqual(new Map([['flag-be', '🇧🇪']]));
  expect(emojiIn('nothing')).toEqual(new Map());
  expect(namedIn('<@U1> and <@W2> and <@bad')).toEqual(['U1', 'W2']);
});
