let context: AudioContext | undefined;

/** Two short soft tones. Browsers stay silent until the person has touched the page once. */
export function playArrival(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const start = context.currentTime;
  playTone(context, 660, start);
  playTone(context, 880, start + 0.11);
}

function playTone(on: AudioContext, frequency: number, at: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.type = 'sine';
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.25);
}
