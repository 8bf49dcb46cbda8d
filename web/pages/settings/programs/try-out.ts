/** A line for a terminal that asks the API whose key this is: every key may. */
export function tryOut(baseUrl: string, keyId: string, secret: string): string {
  return `curl -u '${keyId}:${secret}' ${baseUrl}/v2/tokenInfo`;
}
