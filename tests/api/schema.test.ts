import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { METRICS } from '../../src/form/metrics';
import { buildGraphSchema, printSDL } from '../../src/graph';

function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  const check = (name: string, description: string | null | undefined): void => {
    if (!description) missing.push(`${type.name}.${name}`);
  };
  if (isEnumType(type)) for (const value of type.getValues()) check(value.name, value.description);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) check(field.name, field.description);
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      check(field.name, field.description);
      for (const argument of field.args) check(`${field.name}(${argument.name})`, argument.description);
    }
  return missing;
}

describe('the schema', () => {
  it('describes every type, field, argument and enum value', async () => {
    const schema = await buildGraphSchema();
    const own = Object.values(schema.getTypeMap()).filter(
      (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
    );
    expect(own.length).toBeGreaterThan(50);
    expect(own.flatMap(undescribed)).toEqual([]);
  });

  it('has a metric key for every metric of the catalogue, in both languages', async () => {
    const keys = (await buildGraphSchema()).getType('MetricKey');
    if (!isEnumType(keys)) throw new Error('MetricKey is no enum');
    expect(keys.getValues().map((value) => value.name)).toEqual(METRICS.map((metric) => metric.key));
    expect(keys.getValue('REFUSED_STATE_SECRET')?.description).toContain('属于国家秘密');
    expect(keys.getValue('REFUSED_STATE_SECRET')?.description).toContain('State secret');
  });

  it('equals the committed SDL', async () => {
    expect(await printSDL()).toBe(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
  });
});
