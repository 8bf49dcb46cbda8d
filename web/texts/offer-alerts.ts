export const offerAlertTexts = {
  asSetUp: 'As it is set up',
  sound: 'Sound of an offer',
  play: 'Play it',
  loop: 'How often it rings',
  once: 'Once',
  always: 'Until it is answered',
  desktop: 'Offers on the desktop',
  desktopHint: 'Needs “Notifications on the desktop” to be allowed above.',
  desktops: {
    never: 'Never',
    background: 'When Rookery is in the background',
    always: 'Always',
  },
  volume: 'Volume',
};
