/** An article's simple formatting as plain text for a message: headings and lists stay lines, links show their address. */
export function plainArticle(body: string): string {
  return body
    .replace(/\[([^\]\n]{1,200})\]\((https?:\/\/[^\s)]{1,1000})\)/g, '$1: $2')
    .replace(/^#{1,3} +/gm, '')
    .replace(/\*\*([^*\n]{1,1000})\*\*/g, '$1')
    .replace(/^[-*] +/gm, '• ')
    .trim();
}
