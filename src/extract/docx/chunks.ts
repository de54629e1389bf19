/** Parts of a Word file in other formats (altChunk): programs that write Word files from pages put the page in as it is. */
import { decode } from '../charset';
import type { Flow } from '../flow';
import { htmlFlow } from '../html/html';
import { webArchive } from '../html/web-archive';
import type { Meter } from '../limits';
import type { Relation } from '../office';
import { declaredCharset, textKind } from '../text-kind';
import type { Archive } from '../zip';

/** What pages among the parts hold, by the name that the body has for them, and how many pictures; other formats are left out. */
export async function chunksOf(
  archive: Archive,
  related: readonly Relation[],
  meter: Meter,
): Promise<{ flows: Map<string, readonly Flow[]>; images: number }> {
  const flows = new Map<string, readonly Flow[]>();
  let images = 0;
  for (const { id, type, target } of related) {
    const bytes = type.endsWith('/aFChunk') ? archive.read(target) : undefined;
    if (!bytes) continue;
    const { text } = webArchive(bytes) ?? decode(bytes, declaredCharset(bytes));
    if (textKind(text, target).kind !== 'html') continue;
    const read = await htmlFlow(text, meter);
    flows.set(id, read.flow);
    images += read.images;
  }
  return { flows, images };
}
