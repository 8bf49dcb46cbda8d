export const linkTexts = {
  title: 'Link to a message',
  hint: 'Whoever follows this link on X writes to this handle at once. In a post or a message, X shows it as a button.',
  unknown: 'X has not told the number of this account yet.',
  words: 'First words',
  wordsHint: 'They stand in the message already, to be sent or changed. Leave it empty for none.',
  link: 'Link',
  copy: 'Copy the link',
  copied: 'Copied',
  notCopied: 'The browser did not let it be copied. Select the link and copy it yourself.',
};
