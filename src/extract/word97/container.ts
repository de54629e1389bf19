/**
 * The container of a Word 97 to 2003 file: a file system of streams in sectors ("compound file", [MS-CFB]). The libraries that
 * read it follow a chain of sectors that is a circle for ever; here each chain is as long as the file at most.
 */
import { damaged } from '../refusals';

/** Places in the header. */
const HEADER = { sectorShift: 30, miniShift: 32, directory: 48, cutoff: 56, miniTable: 60, moreTables: 68, tables: 76 };
const TABLES_IN_HEADER = 109;
const ENTRY = 128;
/** Places in an entry of the directory. */
const AT = { nameSize: 64, type: 66, left: 68, right: 72, child: 76, start: 116, size: 120 };
const STREAM = 2;
/** Numbers of sectors from here on mean something else: the end of a chain, a free sector. */
const NO_SECTOR = 0xffff_fffa;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/** Opens the file. Throws Problem DAMAGED_FILE where its sectors or chains lead out of it. */
export class Container {
  private readonly view: DataView;
  private readonly sectorSize: number;
  private readonly miniSize: number;
  private readonly cutoff: number;
  private readonly table: Int32Array;
  private readonly miniTable: Int32Array;
  /** The streams of small files, one after the other. */
  private readonly mini: Uint8Array;
  /** What stands at the top of the file system, not in folders of embedded files. */
  private readonly entries: ReadonlyMap<string, Entry>;

  constructor(private readonly bytes: Uint8Array) {
    this.view = viewOf(bytes);
    if (bytes.length < HEADER.tables + 4 * TABLES_IN_HEADER) throw cut();
    const [shift, miniShift] = [
      this.view.getUint16(HEADER.sectorShift, true),
      this.view.getUint16(HEADER.miniShift, true),
    ];
    if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw cut();
    this.sectorSize = 1 << shift;
    this.miniSize = 1 << miniShift;
    this.cutoff = this.view.getUint32(HEADER.cutoff, true);
    this.table = this.tableOf(this.tableSectors());
    this.miniTable = this.tableOf(this.chain(this.view.getUint32(HEADER.miniTable, true), this.table));
    const directory = this.directory();
    const root = directory[0];
    if (!root) throw cut();
    this.mini = root.start >= NO_SECTOR ? new Uint8Array() : this.read(root.start, root.size);
    this.entries = topOf(directory, root.child);
  }

  /** The content of a stream; undefined where there is none of that name. */
  stream(name: string): DataView | undefined {
    const entry = this.entries.get(name);
    if (entry?.type !== STREAM) return undefined;
    if (entry.size >= this.cutoff) return viewOf(this.read(entry.start, entry.size));
    const sectors = this.chain(entry.start, this.miniTable);
    if (entry.size > sectors.length * this.miniSize) throw cut();
    return viewOf(joined(this.mini, sectors, this.miniSize, 0, entry.size));
  }

  /** Sectors that hold the table of chains: some are named in the header, the others in sectors of their own. */
  private tableSectors(): number[] {
    const sectors: number[] = [];
    const add = (at: number, count: number) => {
      for (let i = 0; i < count; i++) {
        const sector = this.view.getUint32(at + 4 * i, true);
        if (sector < NO_SECTOR) sectors.push(sector);
      }
    };
    add(HEADER.tables, TABLES_IN_HEADER);
    let more = this.view.getUint32(HEADER.moreTables, true);
    for (let left = this.sectors; more < NO_SECTOR; left--) {
      if (left === 0) throw cut();
      const at = this.place(more);
      add(at, this.sectorSize / 4 - 1);
      more = this.view.getUint32(at + this.sectorSize - 4, true);
    }
    if (sectors.length > this.sectors) throw cut();
    return sectors;
  }

  private get sectors(): number {
    return Math.floor(this.bytes.length / this.sectorSize);
  }

  /** Where a whole sector begins in the file. */
  private place(sector: number): number {
    const at = (sector + 1) * this.sectorSize;
    if (at + this.sectorSize > this.bytes.length) throw cut();
    return at;
  }

  private tableOf(sectors: readonly number[]): Int32Array {
    const perSector = this.sectorSize / 4;
    const table = new Int32Array(sectors.length * perSector);
    for (const [i, sector] of sectors.entries()) {
      const at = this.place(sector);
      for (let k = 0; k < perSector; k++) table[i * perSector + k] = this.view.getInt32(at + 4 * k, true);
    }
    return table;
  }

  /** The sectors of a chain, in its order. */
  private chain(start: number, table: Int32Array): number[] {
    const sectors: number[] = [];
    for (let sector = start; sector < NO_SECTOR; sector = table[sector]! >>> 0) {
      if (sector >= table.length || sectors.length > table.length) throw cut();
      sectors.push(sector);
    }
    return sectors;
  }

  private read(start: number, size: number): Uint8Array {
    const sectors = this.chain(start, this.table);
    // The last sector of a file is cut short by some programs.
    if (size > sectors.length * this.sectorSize) throw cut();
    return joined(this.bytes, sectors, this.sectorSize, this.sectorSize, size);
  }

  private directory(): Entry[] {
    const start = this.view.getUint32(HEADER.directory, true);
    const content = viewOf(this.read(start, this.chain(start, this.table).length * this.sectorSize));
    return Array.from({ length: content.byteLength / ENTRY }, (_, i): Entry => {
      const number = (at: number) => content.getUint32(ENTRY * i + at, true);
      const size = Math.min(AT.nameSize, Math.max(2, content.getUint16(ENTRY * i + AT.nameSize, true)));
      return {
        name: Buffer.from(content.buffer, content.byteOffset + ENTRY * i, size - 2).toString('utf16le'),
        type: content.getUint8(ENTRY * i + AT.type),
        left: number(AT.left),
        right: number(AT.right),
        child: number(AT.child),
        start: number(AT.start),
        size: number(AT.size),
      };
    });
  }
}

/** The entries of the tree that begins with an entry. */
function topOf(directory: readonly Entry[], first: number): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const seen = new Set<number>();
  const open = [first];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = directory[at];
    if (!entry || seen.has(at)) continue;
    seen.add(at);
    found.set(entry.name, entry);
    open.push(entry.left, entry.right);
  }
  return found;
}

/** The first `size` bytes of sectors, which begin behind a header. Throws where they do not lie in the bytes. */
function joined(
  bytes: Uint8Array,
  sectors: readonly number[],
  length: number,
  header: number,
  size: number,
): Uint8Array {
  const content = new Uint8Array(size);
  for (const [i, sector] of sectors.entries()) {
    const wanted = Math.min(length, size - i * length);
    if (wanted <= 0) break;
    const at = header + sector * length;
    if (at + wanted > bytes.length) throw cut();
    content.set(bytes.subarray(at, at + wanted), i * length);
  }
  return content;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const cut = () => damaged({ zh: '其中的数据流不完整', en: 'its streams are not whole' });
