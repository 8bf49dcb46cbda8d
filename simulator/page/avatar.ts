const COLOURS = [
  '#4354b3',
  '#8a3f6b',
  '#1d7a45',
  '#9a5b13',
  '#2b6f8f',
  '#6b4fa0',
  '#a03b35',
  '#3f6d3a',
  '#52607a',
  '#8f4a8a',
];

const escapeXml = (text: string): string =>
  text.replace(/[<>&'"]/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(words[0] ?? '?')][0]
    ?.segment;
  const second = words.length > 1 ? Array.from(words.at(-1) ?? '')[0] : '';
  return `${first ?? '?'}${second ?? ''}`.toUpperCase();
};

/** A picture for a user who has none: initials on a colour that is always the same for the same user. */
export const avatarSvg = (id: string, name: string): string => {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  const colour = COLOURS[sum % COLOURS.length] ?? '#4354b3';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">',
    `<rect width="96" height="96" fill="${colour}"/>`,
    '<text x="48" y="50" fill="#fff" font-family="system-ui,sans-serif" font-size="38" font-weight="600" ',
    `text-anchor="middle" dominant-baseline="central">${escapeXml(initialsOf(name))}</text></svg>`,
  ].join('');
};
