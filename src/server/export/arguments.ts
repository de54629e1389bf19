/** Parameters of an address as arguments of a field of the schema: by the types that the schema gives them. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { Problem } from '../../form/problem';

export type Parameters = ReadonlyMap<string, string>;

/** Scalars whose values are numbers in JSON. */
const NUMERIC = new Set(['Int', 'Float', 'Year', 'Count']);
/** Arguments that an export sets itself. */
const OWN = new Set(['first', 'after', 'around']);

function refuse(zh: string, en: string): Problem {
  return new Problem('BAD_INPUT', zh, en);
}

function notRead(name: string, text: string, zh: string, en: string): Problem {
  return refuse(`参数 ${name} 的值“${text}”有误：应为${zh}`, `The parameter ${name} is "${text}": it must be ${en}`);
}

/**
 * The arguments of a field. A parameter goes to the argument of its name, otherwise to the field of its name in an argument that
 * is an object (`filter`, `among`); `year` stands for a range of one year. Lists are separated by commas.
 * @throws BAD_INPUT for a parameter that the field has no place for, a value of another type, a required argument not given
 */
export function argumentsOf(field: GraphQLField<unknown, unknown>, parameters: Parameters): Record<string, unknown> {
  const places = placesOf(field);
  const given: Record<string, unknown> = {};
  for (const [name, text] of parameters) {
    const place = places.get(name) ?? (name === 'year' ? places.get('years') : undefined);
    if (!place) throw unknownParameter(name, [...places.keys()]);
    const value = readValue(name, text, place.type);
    if (place.inside === undefined) given[place.name] = value;
    else given[place.inside] = { ...(given[place.inside] as object | undefined), [place.name]: value };
  }
  for (const argument of field.args) {
    if (given[argument.name] !== undefined || !isRequired(argument)) continue;
    const type = getNullableType(argument.type);
    // An object of filters may be empty.
    if (isInputObjectType(type) && !(type.name in WRITTEN)) given[argument.name] = {};
    else throw missingParameter(argument.name);
  }
  return given;
}

/** A file says of what year it is: the API would take the latest where none is given. */
const isRequired = ({ name, type, defaultValue }: GraphQLArgument): boolean =>
  name === 'year' || (isNonNullType(type) && defaultValue === undefined);

interface Place {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** The argument in which it stands. */
  readonly inside?: string;
}

function placesOf(field: GraphQLField<unknown, unknown>): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const argument of field.args) {
    if (OWN.has(argument.name)) continue;
    const type = getNullableType(argument.type);
    if (isInputObjectType(type) && !(type.name in WRITTEN)) {
      for (const inner of Object.values(type.getFields()))
        if (!places.has(inner.name)) places.set(inner.name, place(inner, argument.name));
    } else places.set(argument.name, place(argument));
  }
  return places;
}

function place({ name, type }: GraphQLArgument | GraphQLInputField, inside?: string): Place {
  return { name, type, ...(inside === undefined ? {} : { inside }) };
}

export function unknownParameter(name: string, known: readonly string[]): Problem {
  const list = [...known, 'locale', 'headings'].join(', ');
  return refuse(`这一导出没有参数 ${name}；可用的有：${list}`, `This export has no parameter ${name}; it has: ${list}`);
}

export function missingParameter(name: string): Problem {
  return refuse(`缺少参数 ${name}`, `The parameter ${name} is missing`);
}

/** Longer lists of values are not told in a message. */
const MOST_TOLD = 12;

function readValue(name: string, text: string, type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (isListType(bare))
    return text
      .split(',')
      .filter((item) => item !== '')
      .map((item) => readValue(name, item.trim(), bare.ofType));
  if (isInputObjectType(bare)) return WRITTEN[bare.name]!(name, text);
  if (isEnumType(bare)) {
    if (bare.getValue(text)) return text;
    const known = bare.getValues().map((each) => each.name);
    if (known.length > MOST_TOLD)
      throw notRead(name, text, ` ${bare.name} 的值（见 schema）`, `a value of ${bare.name} (see the schema)`);
    throw notRead(name, text, ` ${known.join('、')} 之一`, `one of ${known.join(', ')}`);
  }
  if (bare.name === 'Boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw notRead(name, text, ' true 或 false', 'true or false');
  }
  if (!NUMERIC.has(bare.name)) return text;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw notRead(name, text, '数字', 'a number');
}

/** How objects are written, by the type of the schema. */
const WRITTEN: Readonly<Record<string, (name: string, text: string) => unknown>> = {
  YearRange: (name, text) => yearsOf(name, text),
  /** "RECEIVED", "RECEIVED:LOWEST_FIRST", "REGION:LOWEST_FIRST" */
  MetricOrder: (name, text) => {
    const match = /^([A-Z0-9_]+)(?::(HIGHEST_FIRST|LOWEST_FIRST))?$/.exec(text);
    if (!match) throw notRead(name, text, '“指标”或“指标:LOWEST_FIRST”', 'METRIC or METRIC:LOWEST_FIRST');
    const [, by, direction] = match;
    return { [DIMENSIONS.has(by!) ? 'key' : 'metric']: by, ...(direction ? { direction } : {}) };
  },
  /** "RECEIVED>=10" */
  HavingInput: (name, text) => {
    const match = /^([A-Z0-9_]+)(>=|<=|!=|=|>|<)(-?\d+(?:\.\d+)?)$/.exec(text);
    if (!match) throw notRead(name, text, '条件，如 RECEIVED>=10', 'a condition: RECEIVED>=10');
    return { metric: match[1], op: OPERATORS[match[2]!], value: Number(match[3]) };
  },
};

const DIMENSIONS = new Set(['YEAR', 'REGION', 'DEPARTMENT', 'DEPARTMENT_KIND', 'APPLICANT']);
const OPERATORS: Readonly<Record<string, string>> = {
  '>=': 'GTE',
  '<=': 'LTE',
  '!=': 'NE',
  '=': 'EQ',
  '>': 'GT',
  '<': 'LT',
};

/** "2023" or "2019-2023". @throws BAD_INPUT */
export function yearsOf(name: string, text: string): { from: number; to: number } {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
  if (!match) throw notRead(name, text, '年度，如 2023 或 2019-2023', 'a year or a range: 2023, 2019-2023');
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}
