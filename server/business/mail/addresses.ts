/** Plain addresses: no comments, quotes or literals, in which strange things could hide. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export function localPartOf(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

/** Whether answers of this sender are taken: by address, or by domain (`@example.com`, without its subdomains). */
export function isAllowed(sender: string, allowed: readonly string[]): boolean {
  const address = sender.toLowerCase();
  if (!isAddress(address)) return false;
  return allowed.some((one) => {
    const rule = one.toLowerCase();
    return rule.startsWith('@') ? domainOf(address) === rule.slice(1) : address === rule;
  });
}

/** Whether it can stand in the list of allowed senders. */
export function isSenderRule(text: string): boolean {
  return isAddress(text.startsWith('@') ? `any${text}` : text);
}
