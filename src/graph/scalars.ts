/** The scalars of the schema: exact where the standard ones are not. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function text(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function refuse(name: string, value: unknown, wanted: string): never {
  throw new TypeError(`${name} must be ${wanted}, got ${JSON.stringify(value)}`);
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

function year(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR) return value;
  return refuse('Year', value, `a whole number from ${FIRST_YEAR} to ${LAST_YEAR}`);
}

export const Year = new GraphQLScalarType<number, number>({
  name: 'Year',
  description: '报告年度（公历年），如 2023。 The calendar year that a report is about: 2023.',
  serialize: year,
  parseValue: year,
  parseLiteral: (node) => year(node.kind === Kind.INT ? Number(node.value) : text(node)),
});

function date(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const parsed = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)) return value;
  }
  return refuse('Date', value, 'a day as "2024-01-31"');
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: '日期，如 "2024-01-31"。 A day: "2024-01-31".',
  serialize: date,
  parseValue: date,
  parseLiteral: (node) => date(text(node)),
});

function regionCode(value: unknown): string {
  if (typeof value === 'string' && /^(0|\d{6}|\d{9})$/.test(value)) return value;
  return refuse('RegionCode', value, 'six digits, nine for a township, or "0" for the nation');
}

export const RegionCode = new GraphQLScalarType<string, string>({
  name: 'RegionCode',
  description:
    '行政区划代码（GB/T 2260）：六位，如 "410307"；乡级九位；全国为 "0"。 Code of an administrative division: six digits, nine for a township, "0" for the nation.',
  serialize: regionCode,
  parseValue: regionCode,
  parseLiteral: (node) => regionCode(text(node)),
});

function wholeNumber(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  return refuse('Count', typeof value === 'bigint' ? value.toString() : value, 'a whole number within 2^53');
}

export const Count = new GraphQLScalarType<number, number>({
  name: 'Count',
  description:
    '件数：整数，精确到 2^53（全国合计会超出 Int 的 2^31）。 A whole number, exact to 2^53; national sums pass the 2^31 of Int.',
  serialize: wholeNumber,
  parseValue: wholeNumber,
  parseLiteral: (node) => wholeNumber(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function decimal(value: unknown): string {
  if (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value)) return value;
  return refuse('Decimal', value, 'a decimal as text, "7730.28"');
}

export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: '十进制数，以字符串精确表示，如 "7730.28"。 An exact decimal, as text: "7730.28".',
  serialize: decimal,
  parseValue: decimal,
  parseLiteral: (node) => decimal(text(node)),
});

function instant(value: unknown): string {
  const time = typeof value === 'number' || typeof value === 'string' ? new Date(value) : undefined;
  if (time && !Number.isNaN(time.getTime())) return time.toISOString();
  return refuse('DateTime', value, 'an instant as "2024-01-31T08:00:00.000Z"');
}

export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: '时刻（ISO 8601，UTC）。 An instant, ISO 8601 in UTC.',
  serialize: instant,
  parseValue: instant,
  parseLiteral: (node) => instant(text(node)),
});
