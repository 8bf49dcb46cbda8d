// Shows offers on the desktop with buttons that answer them, which a page alone cannot. It keeps nothing and fetches
// nothing: what was pressed is told to a page of ours, which answers with the person's own sign-in.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('notificationclick', (event) => {
  const { sessionId } = event.notification.data ?? {};
  if (!sessionId) return;
  event.notification.close();
  event.waitUntil(answer(sessionId, event.action || 'show'));
});

async function answer(sessionId, action) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page =
    pages.find((each) => each.focused) ??
    pages.find((each) => each.visibilityState === 'visible') ??
    pages[0];
  if (!page) {
    await self.clients.openWindow('/');
    return;
  }
  page.postMessage({ type: 'offer', action, sessionId });
  if (action !== 'decline') await page.focus();
}
