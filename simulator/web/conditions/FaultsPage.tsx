export function FaultsPage() {
  return null;
}
