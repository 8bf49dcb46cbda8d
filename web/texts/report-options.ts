const figures = new Intl.NumberFormat();

/** What the fields of a connector's Details say. */
export const optionTexts = {
  chooseOne: 'Choose one of these.',
  chooseAtLeast: (count: number) => (count === 1 ? 'Choose at least one.' : `Choose at least ${count}.`),
  cannotHave: (label: string, why: string) => `${label}: ${why}`,
  needsNumber: 'Enter a number.',
  wholeNumber: 'Enter a whole number.',
  needsDay: 'Choose a day.',
  needsText: 'This is needed.',
  tooLong: (most: number) => `${figures.format(most)} characters at most.`,
  all: 'All of them',
  chosen: (count: number, of: number) => `${figures.format(count)} of ${figures.format(of)} chosen`,

  needsPosts: 'Choose at least one post.',
  tooManyPosts: (most: number) => `${figures.format(most)} posts at most.`,
  posts: 'Posts',
  chosenPosts: (count: number, most: number) => `${figures.format(count)} of at most ${figures.format(most)}`,
  noPostsChosen: 'No post is chosen yet.',
  showPosts: 'Show the account’s posts',
  postsCost: 'X charges for each post that is read to be shown here.',
  needsAccount: 'Choose an account first: its posts are shown here.',
  searchPosts: 'Search in these posts',
  olderPosts: 'Older posts',
  noPosts: 'This account has not posted anything.',
  noPostsFound: 'None of the posts shown so far holds this. Older posts may.',
  paste: 'Ids or addresses of posts',
  pasteHint: 'As many as you like, with blanks, commas or line breaks between them.',
  takePasted: 'Add them',
  notPosts: (words: readonly string[]) =>
    words.length === 1
      ? `“${words[0] ?? ''}” is neither an id nor the address of a post.`
      : `These are neither ids nor addresses of posts: ${words.map((word) => `“${word}”`).join(', ')}.`,
  /** The one that is too many, or those. */
  leftOut: (most: number, count: number) =>
    `${figures.format(most)} posts at most: ${count === 1 ? 'one was' : `${figures.format(count)} were`} left out.`,
  removePost: (text: string) => `Take out ${text}`,
  postById: (id: string) => `Post ${id}`,
  takeOutAll: 'Take all out',
  showTexts: 'Show their texts',
  notOwn: (ids: readonly string[]) =>
    `Not found among the account’s own posts: ${ids.join(', ')}. What is not its own has no engagement to report.`,

  needsDataset: 'Choose a DataSet, or paste its id or the address of its page.',
  datasetHint: 'Search by name, or paste the id or the address of its page.',
  noDataset: 'No DataSet is called like this.',
  noneChosen: 'No DataSet is chosen yet: take one from the list, or paste its id or the address of its page.',
  notDatasetId: 'This is no id of a DataSet: one has 32 digits and letters a to f, in five groups.',
  looksUp: 'Looking for it',
  columnsOf: (columns: readonly string[]) => `Its columns: ${columns.join(', ')}.`,

  foundByItself: 'Found by itself',
  foundAs: (column: string) => `Found by itself: ${column}`,
  notFoundByItself: 'None is found by itself: choose one',
  datasetFirst: 'Choose the DataSet first.',
};
