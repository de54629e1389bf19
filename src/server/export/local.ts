/** An export without HTTP, for the command line. */
import type { Config, Locale } from '../../config';
import { buildGraphSchema, createContext } from '../../graph';
import type { Store } from '../../store';
import { READER } from '../caller';
import { type ExportAnswer, prepareExport } from './answer';
import { parametersOf } from './routes';

/**
 * Prepares what the server has at an address: "cells.csv?within=410300&year=2023", with or without "/export/" before it.
 * @throws NOT_FOUND where there is no such file
 */
export async function prepareAddress(
  config: Config,
  store: Store,
  locale: Locale,
  address: string,
): Promise<ExportAnswer> {
  const file = address.replace(/^\/export\//, '').split('?')[0]!;
  const parameters = parametersOf(address);
  const asked = parameters.get('locale');
  const source = {
    store,
    schema: await buildGraphSchema(),
    contextFor: ({ role, locale: spoken }: { role: 'reader' | 'editor' | 'admin'; locale: Locale }) =>
      createContext({ store, role, locale: spoken }),
    config,
  };
  const caller = { ...READER, locale: asked === 'zh' || asked === 'en' ? asked : locale };
  return prepareExport(source, caller, file, parameters);
}
