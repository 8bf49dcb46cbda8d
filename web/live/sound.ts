import type { OfferSound } from '../../contract/api/index.ts';

interface Note {
  frequency: number;
  /** Seconds after the sound began. */
  at: number;
  length: number;
  shape?: OscillatorType;
}

/** Short and soft on purpose: they are heard a hundred times a day. */
const sounds: Readonly<Record<Exclude<OfferSound, 'none'>, readonly Note[]>> = {
  chime: [
    { frequency: 660, at: 0, length: 0.22 },
    { frequency: 880, at: 0.11, length: 0.22 },
  ],
  bell: [
    { frequency: 988, at: 0, length: 0.6 },
    { frequency: 1_976, at: 0, length: 0.3 },
  ],
  knock: [
    { frequency: 180, at: 0, length: 0.09, shape: 'triangle' },
    { frequency: 180, at: 0.18, length: 0.09, shape: 'triangle' },
  ],
  alarm: [
    { frequency: 740, at: 0, length: 0.18, shape: 'square' },
    { frequency: 554, at: 0.2, length: 0.18, shape: 'square' },
    { frequency: 740, at: 0.4, length: 0.18, shape: 'square' },
  ],
};

let context: AudioContext | undefined;

/** A customer wrote. Browsers stay silent until the person has touched the page once. */
export function playArrival(): void {
  playSound('chime', 100);
}

/** @param volume from 0 to 100 */
export function playSound(sound: OfferSound, volume: number): void {
  if (sound === 'none' || volume <= 0 || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  for (const note of sounds[sound]) playNote(context, note, (0.12 * volume) / 100);
}

function playNote(on: AudioContext, { frequency, at, length, shape = 'sine' }: Note, loudness: number): void {
  const start = on.currentTime + at;
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.type = shape;
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(Math.max(loudness, 0.0002), start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(volume).connect(on.destination);
  tone.start(start);
  tone.stop(start + length + 0.03);
}
