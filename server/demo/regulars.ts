import type { DemoCustomer } from './customers.ts';

type Regular = readonly [name: string, username: string, location: string, followers: number];

/** Who wrote in the days before: invented like all others. Somebody is called Twitter, as in the rules. */
const regulars: readonly Regular[] = [
  ['Aoife Brennan', 'aoifebrews', 'Galway', 310],
  ['Jonas Vogel', 'jonasvogel_', 'Bremen', 92],
  ['Carmen Ibáñez', 'carmenibz', 'Sevilla', 1_204],
  ['Tunde Balogun', 'tundeb', 'Ibadan', 5_310],
  ['Mette Holm', 'metteholm', 'Aarhus', 77],
  ['Priya Nair', 'priyapours', 'Kochi', 860],
  ['Rhys Morgan', 'rhysmorgan_', 'Swansea', 143],
  ['Twitter', 'fernhillfriend', 'Everywhere', 64],
  ['Clara Wenzel', 'clarawenzel', 'Leipzig', 410],
  ['Diego Luna Paz', 'diegolunap', 'Quito', 2_015],
  ['Ines Ferreira', 'inesferreira', 'Porto', 388],
  ['Oskar Lind', 'oskarlind', 'Uppsala', 1_090],
  ['Beth Corrigan', 'bethcorrigan', 'Cork', 530],
  ['Samuel Okafor', 'samokafor', 'Enugu', 12_600],
  ['Lotte Peeters', 'lottepeeters', 'Gent', 240],
  ['Nils Aaltonen', 'nilsaaltonen', 'Turku', 66],
  ['Marisol Vega', 'marisolvega', 'Murcia', 1_740],
  ['Hugo Blanchard', 'hugoblanchard', 'Nantes', 905],
  ['Wren Atkins', 'wrenatkins', 'Bristol', 415],
  ['Paulina Król', 'paulinakrol', 'Kraków', 372],
  ['Dario Conti', 'darioconti', 'Bologna', 1_330],
  ['Zeynep Arslan', 'zeyneparslan', 'Bursa', 618],
  ['Malik Fofana', 'malikfofana', 'Dakar', 3_420],
  ['Grace Hollis', 'gracehollis', 'Perth', 58],
];

export const demoRegulars: readonly DemoCustomer[] = regulars.map(
  ([name, username, location, followers]) => ({
    key: username,
    name,
    username,
    location,
    followers,
    description: 'Drinks coffee.',
  }),
);
