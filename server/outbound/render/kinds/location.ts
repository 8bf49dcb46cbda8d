import type { RichContent } from '../../../../contract/api/index.ts';

type Place = Extract<RichContent, { type: 'location' }>;

/** A place as a link to a map: X takes no places from programs on v2. */
export function locationText({ coordinates: { lat, long } }: Place): string {
  return `Location shared:\nhttps://maps.google.com/maps?q=${degrees(lat)},${degrees(long)}`;
}

/** The link, and under it what the place is called. */
export function locationBody(place: Place): string {
  const { name, address } = place.location ?? {};
  const named = [name, address].filter((part) => part !== undefined && part.trim() !== '');
  return [locationText(place), ...(named.length > 0 ? ['', ...named] : [])].join('\n');
}

/** Less than a ten-millionth, which would be written with an exponent, is a centimetre. */
function degrees(value: number): string {
  return Math.abs(value) < 1e-6 ? '0' : String(value);
}
