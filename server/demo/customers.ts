/** The demo's invented customers. Nobody of this name or user name is meant. */
export interface DemoCustomer {
  readonly key: string;
  readonly name: string;
  readonly username: string;
  readonly description: string;
  readonly location: string;
  readonly followers: number;
  readonly verified?: boolean;
}

export const demoCustomers: readonly DemoCustomer[] = [
  { key: 'mira', name: 'Mira Okonjo', username: 'mira_brews', description: 'Flat whites and long rides.', location: 'Leeds', followers: 412 },
  { key: 'tobias', name: 'Tobias Renner', username: 'tobirenner', description: 'Architekt. Espresso nur schwarz.', location: 'Hamburg', followers: 1_873 },
  { key: 'hana', name: 'Hana Sugimoto', username: 'hana_kissaten', description: '喫茶店めぐり', location: '京都', followers: 9_240, verified: true },
  { key: 'pilar', name: 'Pilar Quintana', username: 'pilarq', description: 'Café, libros y poco más.', location: 'Valencia', followers: 233 },
  { key: 'dev', name: 'Dev Ramasamy', username: 'devbrewlog', description: 'Logging every pour-over since 2019.', location: 'Bengaluru', followers: 5_601 },
  { key: 'yusuf', name: 'Yusuf Aydemir', username: 'yusufaydemir', description: 'Opens a small café this spring.', location: 'İzmir', followers: 760 },
  { key: 'noor', name: 'نور الحداد', username: 'noor_alhaddad', description: 'قهوة وكتب', location: 'عمّان', followers: 1_120 },
  { key: 'greta', name: 'Greta Lindqvist', username: 'gretalindqvist', description: 'Office manager. Eleven thirsty colleagues.', location: 'Malmö', followers: 148 },
  { key: 'owen', name: 'Owen Pryce', username: 'owenpryce_', description: 'Night shifts.', location: 'Cardiff', followers: 87 },
  { key: 'lucia', name: 'Lucía Ferrer', username: 'luciaferrer', description: 'Diseño de producto', location: 'Bilbao', followers: 2_044 },
  { key: 'sam', name: 'Sam Adeyemi', username: 'sam_adeyemi', description: 'Reviews things you can drink.', location: 'Lagos', followers: 48_300, verified: true },
  { key: 'ivy', name: 'Ivy Castellane', username: 'ivycastellane', description: 'Gift finder.', location: 'Toronto', followers: 319 },
  { key: 'bram', name: 'Bram de Wit', username: 'bramdewit', description: 'Fietst. Drinkt koffie. In die volgorde.', location: 'Utrecht', followers: 604 },
  { key: 'chen', name: '陈立群', username: 'chenliqun', description: '手冲爱好者', location: '上海', followers: 3_310 },
  { key: 'ana', name: 'Ana Brâncuș', username: 'anabrancus', description: 'Ceramics, mostly cups.', location: 'Cluj', followers: 912 },
  { key: 'felix', name: 'Felix Moreau', username: 'felixmoreau', description: 'Boulanger.', location: 'Lyon', followers: 1_402 },
  { key: 'ruth', name: 'Ruth Abelson', username: 'ruthabelson', description: 'Retired, caffeinated.', location: 'Portland', followers: 55 },
  { key: 'kofi', name: 'Kofi Darko', username: 'kofidarko', description: 'Runs a co-working space.', location: 'Accra', followers: 2_780 },
  { key: 'elin', name: 'Elin Haugen', username: 'elinhaugen', description: 'Kaffe før alt.', location: 'Bergen', followers: 201 },
  { key: 'marco', name: 'Marco Tedesco', username: 'marcotedesco', description: 'Moka, sempre.', location: 'Trieste', followers: 660 },
];
