import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RichAction, RichContent } from '../contract/api/index.ts';
import {
  type Ability,
  LONGEST_TEXT,
  OPTION_LIMITS,
  render,
  type Rendered,
  splitRich,
} from '../server/outbound/index.ts';
import { type Sample, samples } from '../test/fixtures/rich-samples.ts';

const PAGE = new URL('../docs/api/capabilities.md', import.meta.url);

const abilities: Readonly<Record<string, Ability>> = {
  'v1.1 direct messages': { v1Dm: 'enabled', authKind: 'oauth1' },
  'v2 alone': { v1Dm: 'refused', authKind: 'oauth1' },
};

const INTRO = `# What a customer gets

A program writes one message; what X can show of it depends on the account. With X's v1.1 direct messages (OAuth 1.0a and
an app that X lets use them) there are quick replies and buttons. With v2 alone everything is text, and what the customer
writes back ("2", "2.", "(2)", the label) is matched to the choice. Rookery tries v1.1 where it does not know, and sends the
text by itself when X refuses. The desk shows what became of each message, and of an answer with choices before it is sent.
This page is made from the code that renders: \`bin/capabilities-page.ts\`.

- X takes quick replies or buttons with a message, not both. Choices come first, then the request for a place, then
  buttons; the rest is said in the text, so nothing is lost.
- Quick replies: at most ${OPTION_LIMITS.count}, labels of at most ${OPTION_LIMITS.label} characters. More choices are numbered text for every account;
  longer labels are cut on the button and said in full in the text.
- A message has at most ${LONGEST_TEXT.toLocaleString('en')} characters. What is longer becomes several messages.
- The choices of a carousel's or a list's cards are offered below, with the card's title, because X has no cards.
- Images (JPEG, PNG, WebP), GIFs and MP4 videos go with the message; every other file is a link.
- A choice comes back as a message with its payload (\`reply\`) or as a postback (\`postback\`), also after other messages as
  long as nothing newer was offered.
- Customers send text, images, GIFs, videos and places; text of more than 4,096 characters comes in parts.
`;

/** The page of what becomes of each type of message and action. */
export function capabilitiesPage(): string {
  const names = Object.keys(abilities);
  const head = ['message', ...names].join(' | ');
  const rows = samples.map((sample) =>
    [sample.name, ...Object.values(abilities).map((ability) => cell(sample, ability))].join(' | '),
  );
  const grid = [head, ['---', ...names.map(() => '---')].join(' | '), ...rows].map((row) => `| ${row} |`);
  return `${INTRO}\n${grid.join('\n')}\n\n## To the letter\n\n${samples.map(example).join('\n')}`;
}

function renderAll({ rich, file }: Sample, ability: Ability): { part: RichContent; rendered: Rendered }[] {
  const hasFile = file !== undefined;
  return splitRich(rich).map((part) => ({
    part,
    rendered: render({ text: '', options: [], rich: part, hasFile }, ability),
  }));
}

function cell(sample: Sample, ability: Ability): string {
  const sent = renderAll(sample, ability);
  const kinds = new Set(sent.flatMap(({ part, rendered }) => means(sample, part, rendered)));
  const count = sent.length > 1 ? `${sent.length} messages: ` : '';
  return count + [...kinds].join(', ');
}

/** How a message and its actions are shown. */
function means({ file }: Sample, part: RichContent, rendered: Rendered): string[] {
  const found = actionsOf(part);
  const has = (...types: RichAction['type'][]) => found.some(({ type }) => types.includes(type));
  const quick = rendered.via === 'v1' ? rendered.quickReply : undefined;
  const buttons = (rendered.via === 'v1' && rendered.buttons) || [];
  const links = found.filter(({ type }) => type === 'link' || type === 'webview').length;
  return [
    file ?? '',
    rendered.text.trim() === '' ? '' : 'text',
    buttons.length > 0 ? `${buttons.length === 1 ? 'a button' : `${buttons.length} buttons`}` : '',
    links > buttons.length ? 'links in the text' : '',
    has('buy') ? 'the price in the text' : '',
    has('reply', 'postback') ? (quick?.type === 'options' ? 'quick replies' : 'numbered choices') : '',
    has('locationRequest')
      ? quick?.type === 'location'
        ? 'X’s button for the place'
        : 'a sentence that asks for it'
      : '',
  ].filter((word) => word !== '');
}

function actionsOf(part: RichContent): readonly RichAction[] {
  const own = 'actions' in part ? (part.actions ?? []) : [];
  return 'items' in part ? [...part.items.flatMap((item) => item.actions), ...own] : own;
}

function example(sample: Sample): string {
  const blocks = Object.entries(abilities).map(([name, ability]) => {
    const said = renderAll(sample, ability).map(({ rendered }) => told(rendered, sample.file));
    return `With ${name}:\n\n\`\`\`text\n${said.join('\n────\n')}\n\`\`\`\n`;
  });
  const [one, other] = blocks;
  const same = one?.replace(/^.*/, '') === other?.replace(/^.*/, '');
  return `### ${sample.name}\n\n${same ? one?.replace(/^.*/, 'With both:') : blocks.join('\n')}`;
}

function told(rendered: Rendered, file: Sample['file']): string {
  const quick = rendered.via === 'v1' ? rendered.quickReply : undefined;
  const buttons = (rendered.via === 'v1' && rendered.buttons) || [];
  return [
    ...(file ? [`<${file}>`] : []),
    ...(rendered.text === '' ? [] : [rendered.text]),
    ...buttons.map(({ label, url }) => `[ ${label} ] → ${url}`),
    ...(quick?.type === 'options' ? [quick.options.map(({ label }) => `( ${label} )`).join(' ')] : []),
    ...(quick?.type === 'location' ? ['( Share location )'] : []),
  ].join('\n');
}

if (import.meta.main) {
  await mkdir(new URL('.', PAGE), { recursive: true });
  await writeFile(PAGE, capabilitiesPage());
  console.log(`wrote ${fileURLToPath(PAGE)}`);
}
