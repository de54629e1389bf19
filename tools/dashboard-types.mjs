/**
 * TypeScript for the operations of src/dashboard/queries: for each NAME.graphql a NAME.ts with its text and the types of its
 * variables and results, and schema.ts with the enums and inputs of the schema that any of them uses. Operations are checked
 * against schema/schema.graphql. With `--check` nothing is written: it exits 1 where a file is not what it should be.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  concatAST,
  GraphQLError,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  print,
  Source,
  specifiedRules,
  typeFromAST,
  validate,
  visit,
} from 'graphql';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = join(ROOT, 'src', 'dashboard', 'queries');
const BANNER =
  '// Made by tools/dashboard-types.mjs from the .graphql files beside it and the schema: change those, and run it.\n';
/** How the scalars of the schema travel as JSON. */
const SCALARS = {
  Boolean: 'boolean',
  Count: 'number',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  Float: 'number',
  ID: 'string',
  Int: 'number',
  RegionCode: 'string',
  String: 'string',
  Year: 'number',
};

const schema = buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8'));
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({
    name: basename(name, '.graphql'),
    document: parse(new Source(readFileSync(join(FOLDER, name), 'utf8'), name)),
  }));
const fragments = new Map();
for (const { name, document } of files) {
  for (const node of document.definitions) {
    if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, { file: name, node });
  }
}

const whole = concatAST(files.map(({ document }) => document));
const errors = validate(schema, whole, specifiedRules);
if (errors.length > 0) {
  for (const error of errors) console.error(error instanceof GraphQLError ? error.toString() : error);
  process.exit(1);
}

/** Writes the types of one file, and remembers what it takes from others. */
class Writer {
  constructor(file, used) {
    this.file = file;
    /** Enums and inputs of schema.ts. */
    this.used = used;
    this.here = new Set();
    /** File → names of fragments' types. */
    this.others = new Map();
  }

  named(type) {
    if (isEnumType(type) || isInputObjectType(type)) {
      this.used.add(type);
      this.here.add(type.name);
      return type.name;
    }
    const scalar = SCALARS[type.name];
    if (!scalar) throw new Error(`how does ${type.name} travel? Add it to SCALARS of tools/dashboard-types.mjs`);
    return scalar;
  }

  /** The type of a value, `inner` standing for its named type. */
  wrapped(type, inner) {
    if (isNonNullType(type)) return this.present(type.ofType, inner);
    return `${this.present(type, inner)} | null`;
  }

  present(type, inner) {
    if (!isListType(type)) return inner;
    const item = this.wrapped(type.ofType, inner);
    return item.includes('\n') || item.includes('|') || item.includes('&')
      ? `ReadonlyArray<${item}>`
      : `readonly ${item}[]`;
  }

  input(type) {
    return this.wrapped(type, this.named(getNamedType(type)));
  }

  /** What a selection of fields gives, as a type. */
  selections(set, parent, indent) {
    if (!isAbstractType(parent)) return this.object(set, parent, indent);
    const conditioned = set.selections
      .filter((node) => node.kind === 'InlineFragment' && node.typeCondition)
      .map((node) => node.typeCondition.name.value);
    const possible = schema.getPossibleTypes(parent);
    const apart = possible.filter(({ name }) => conditioned.includes(name));
    const rest = possible.filter(({ name }) => !conditioned.includes(name));
    const kinds = apart.map((type) => this.object(set, type, indent));
    if (rest.length > 0) {
      const names = rest.map(({ name }) => `'${name}'`).join(' | ');
      kinds.push(this.object(set, parent, indent, names));
    }
    return kinds.length > 1 ? `(${kinds.join(' | ')})` : kinds[0];
  }

  object(set, parent, indent, typenames) {
    const fields = new Map();
    const spreads = [];
    const collect = (selections) => {
      for (const node of selections) {
        if (node.kind === 'FragmentSpread') spreads.push(this.fragment(node.name.value));
        else if (node.kind === 'InlineFragment') {
          const condition = node.typeCondition?.name.value;
          if (!condition || condition === parent.name) collect(node.selectionSet.selections);
        } else {
          const key = node.alias?.value ?? node.name.value;
          const before = fields.get(key);
          if (before?.selectionSet && node.selectionSet) {
            const joined = [...before.selectionSet.selections, ...node.selectionSet.selections];
            fields.set(key, { ...before, selectionSet: { ...before.selectionSet, selections: joined } });
          } else fields.set(key, before ?? node);
        }
      }
    };
    collect(set.selections);
    const lines = [...fields].map(([key, node]) => {
      const optional = node.directives?.some(({ name }) => name.value === 'include' || name.value === 'skip')
        ? '?'
        : '';
      if (node.name.value === '__typename') return `${indent}  readonly ${key}: ${typenames ?? `'${parent.name}'`};`;
      const { type } = parent.getFields()[node.name.value];
      const inner = node.selectionSet
        ? this.selections(node.selectionSet, getNamedType(type), `${indent}  `)
        : this.named(getNamedType(type));
      return `${indent}  readonly ${key}${optional}: ${this.wrapped(type, inner)};`;
    });
    const own = lines.length > 0 ? [`{\n${lines.join('\n')}\n${indent}}`] : [];
    return [...spreads, ...own].join(' & ');
  }

  fragment(name) {
    const { file } = fragments.get(name);
    if (file !== this.file) this.others.set(file, (this.others.get(file) ?? new Set()).add(name));
    return name;
  }

  imports(operations) {
    const lines = [];
    if (operations) lines.push("import type { Operation } from '../query/operation';");
    for (const [file, names] of [...this.others].sort())
      lines.push(`import type { ${[...names].sort().join(', ')} } from './${file}';`);
    if (this.here.size > 0) lines.push(`import type { ${[...this.here].sort().join(', ')} } from './schema';`);
    return lines.length > 0 ? `${lines.join('\n')}\n\n` : '';
  }
}

/** The operation with every fragment that it reaches, as text. */
function textOf(operation) {
  const reached = new Set();
  const reach = (node) =>
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        if (reached.has(value)) return;
        reached.add(value);
        reach(fragments.get(value).node);
      },
    });
  reach(operation);
  return [operation, ...[...reached].map((name) => fragments.get(name).node)].map(print).join('\n\n');
}

function moduleOf({ name, document }, used) {
  const writer = new Writer(name, used);
  const parts = [];
  let operations = 0;
  for (const node of document.definitions) {
    if (node.kind === 'FragmentDefinition') {
      const parent = schema.getType(node.typeCondition.name.value);
      parts.push(`export type ${node.name.value} = ${writer.selections(node.selectionSet, parent, '')};\n`);
      continue;
    }
    operations++;
    const title = node.name.value;
    const root = schema.getRootType(node.operation);
    const variables = (node.variableDefinitions ?? []).map((definition) => {
      const type = typeFromAST(schema, definition.type);
      const optional = definition.defaultValue || !isNonNullType(type) ? '?' : '';
      return `  readonly ${definition.variable.name.value}${optional}: ${writer.input(type)};`;
    });
    parts.push(
      `export ${variables.length > 0 ? `interface ${title}Variables {\n${variables.join('\n')}\n}` : `type ${title}Variables = Record<string, never>;`}\n`,
      `export type ${title}Result = ${writer.selections(node.selectionSet, root, '')};\n`,
      `export const ${title}: Operation<${title}Variables, ${title}Result> = {\n  name: '${title}',\n  text: ${JSON.stringify(textOf(node))},\n};\n`,
    );
  }
  return `${BANNER}${writer.imports(operations > 0)}${parts.join('\n')}`;
}

function schemaModule(used) {
  const writer = new Writer('schema', used);
  const done = new Map();
  for (;;) {
    const next = [...used].find((type) => !done.has(type.name));
    if (!next) break;
    if (isEnumType(next)) {
      const values = next.getValues().map(({ name }) => `'${name}'`);
      done.set(next.name, `export type ${next.name} = ${values.join(' | ')};\n`);
    } else {
      const fields = Object.values(next.getFields()).map(({ name, type, defaultValue }) => {
        const optional = !isNonNullType(type) || defaultValue !== undefined ? '?' : '';
        return `  readonly ${name}${optional}: ${writer.input(type)};`;
      });
      done.set(next.name, `export interface ${next.name} {\n${fields.join('\n')}\n}\n`);
    }
  }
  return `${BANNER}${[...done]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n')}`;
}

const used = new Set();
const made = new Map(files.map((file) => [`${file.name}.ts`, moduleOf(file, used)]));
made.set('schema.ts', schemaModule(used));

const present = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
const stale = [];
for (const [name, text] of made) {
  const path = join(FOLDER, name);
  if (present.includes(name) && readFileSync(path, 'utf8') === text) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
}
for (const name of present.filter((each) => !made.has(each))) {
  stale.push(name);
  if (!process.argv.includes('--check')) rmSync(join(FOLDER, name));
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`not as made from the queries (run: node tools/dashboard-types.mjs): ${stale.join(', ')}`);
  process.exit(1);
}
