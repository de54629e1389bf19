/** A sample of the hostile inputs; `npm run fuzz` tries a hundred thousand, each within limits of time and memory. */
import { FuzzInputs } from './fuzzing/inputs';
import { bytesOf, FORMATS, makeSource, NAMES } from './fuzzing/sources';
import { tryInput } from './fuzzing/trial';
import { Random } from './generator/random';

const INPUTS = 120;
const inputs = new FuzzInputs(20260101);

test.each(FORMATS)('%s is read before it is damaged', async (format) => {
  const bytes = bytesOf(await makeSource(format, 2), new Random(2));
  expect(await tryInput({ kind: format, name: NAMES[format], bytes })).toBe('READ');
});

test('damaged and random inputs are read, or refused by a known problem in both languages', async () => {
  const failures: string[] = [];
  const outcomes = new Set<string>();
  for (let number = 0; number < INPUTS; number++) {
    const input = await inputs.make(number);
    await tryInput(input).then(
      (outcome) => outcomes.add(outcome),
      (error) => failures.push(`number ${number} (${input.kind}): ${error.message}`),
    );
  }
  expect(failures).toEqual([]);
  expect([...outcomes]).toEqual(expect.arrayContaining(['READ', 'NO_TABLES', 'DAMAGED_FILE', 'UNSUPPORTED_FORMAT']));
});

test('the same seed and number give the same input', async () => {
  const again = new FuzzInputs(20260101);
  for (const number of [3, 1, 2]) expect(await again.make(number)).toEqual(await inputs.make(number));
});
