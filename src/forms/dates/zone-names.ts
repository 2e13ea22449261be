/** What people call countries and cities besides the names that CLDR and tzdb have for them. */

export const otherCountries: Partial<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  AG: ['Barbuda'],
  BA: ['Herzegovina'],
  CD: ['DR Congo', 'DRC', 'Democratic Republic of the Congo'],
  CG: ['Republic of the Congo'],
  CI: ['Ivory Coast'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic'],
  GB: ['Britain', 'England', 'Great Britain', 'Northern Ireland', 'Scotland', 'Wales'],
  KN: ['Nevis'],
  KR: ['Korea'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  MO: ['Macau'],
  NL: ['Holland'],
  SA: ['KSA', 'Saudi'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  TT: ['Tobago', 'Trinidad'],
  US: ['America', 'USA'],
  VN: ['Viet Nam'],
};

/**
 * By zone: earlier names of its cities and those in their own language, and cities that many people live in or come from, or that share their name with one that tzdb
 * has elsewhere: "Newcastle" alone is not Australia's.
 */
export const otherCities: Partial<Record<string, readonly string[]>> = {
  'America/Chicago': ['Austin', 'Illinois', 'Minneapolis', 'New Orleans', 'St Louis'],
  'America/Denver': ['Colorado', 'Salt Lake City', 'Utah'],
  'America/Los_Angeles': ['California', 'Las Vegas', 'Seattle'],
  'America/New_York': [
    ...['Atlanta', 'Boston', 'Detroit', 'Massachusetts', 'Miami', 'New Jersey', 'NYC', 'Ohio'],
    ...['Pennsylvania', 'Virginia', 'Washington DC'],
  ],
  'America/Phoenix': ['Arizona'],
  'America/Sao_Paulo': ['Brasília'],
  'America/Toronto': ['Hamilton'],
  'Asia/Dhaka': ['Chittagong', 'Dacca', 'Sylhet'],
  'Asia/Ho_Chi_Minh': ['Saigon'],
  'Asia/Kabul': ['Cabul'],
  'Asia/Karachi': ['Islamabad', 'Rawalpindi'],
  'Asia/Kathmandu': ['Katmandu'],
  'Asia/Kolkata': ['Ahmedabad', 'Bangalore', 'Bombay', 'Calcutta', 'Chennai', 'Madras', 'New Delhi', 'Pune'],
  'Asia/Makassar': ['Bali'],
  'Asia/Riyadh': ['Mecca', 'Medina'],
  'Asia/Shanghai': ['Guangzhou', 'Peking', 'Shenzhen', 'Wuhan'],
  'Asia/Tokyo': ['Kyoto'],
  'Asia/Yangon': ['Rangoon'],
  'Europe/Athens': ['Salonica'],
  'Europe/Berlin': ['Cologne', 'Düsseldorf', 'Frankfurt', 'Köln', 'München', 'Stuttgart'],
  'Europe/Brussels': ['Bruxelles', 'Ghent'],
  'Europe/Bucharest': ['București'],
  'Europe/Kyiv': ['Kiev', 'Lviv', 'Odessa'],
  'Europe/Lisbon': ['Lisboa'],
  'Europe/London': ['Belfast', 'Bristol', 'Cardiff', 'Edinburgh', 'Leeds', 'Liverpool', 'Newcastle', 'Plymouth'],
  'Europe/Madrid': ['Córdoba', 'León'],
  'Europe/Moscow': ['Moskva', 'St Petersburg'],
  'Europe/Prague': ['Praha'],
  'Europe/Rome': ['Bologna', 'Firenze', 'Florence', 'Milano', 'Napoli', 'Roma', 'Torino', 'Venezia', 'Venice'],
  'Europe/Vienna': ['Wien'],
  'Europe/Warsaw': ['Cracow', 'Warszawa'],
  'Europe/Copenhagen': ['Aarhus', 'København'],
};

/** The zone of countries where all but a few people live by one clock, though another is in use. */
export const mainZones: Partial<Record<string, string>> = {
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  GL: 'America/Nuuk',
  MN: 'Asia/Ulaanbaatar',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kyiv',
};

/** What clocks are called where many countries share one, with the zone of most who say so. "Greenwich Mean Time" is not among them: London leaves it in summer. */
export const namedTimes: Readonly<Record<string, string>> = {
  'Arabian Time': 'Asia/Riyadh',
  'Atlantic Time': 'America/Halifax',
  'Central Africa Time': 'Africa/Maputo',
  'Central European Time': 'Europe/Berlin',
  'Central Time': 'America/Chicago',
  'East Africa Time': 'Africa/Nairobi',
  'Eastern European Time': 'Europe/Athens',
  'Eastern Time': 'America/New_York',
  'Gulf Time': 'Asia/Dubai',
  'Indochina Time': 'Asia/Bangkok',
  'Mountain Time': 'America/Denver',
  'Pacific Time': 'America/Los_Angeles',
  'West Africa Time': 'Africa/Lagos',
  'Western European Time': 'Europe/Lisbon',
};
