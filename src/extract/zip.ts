/**
 * Parts of a ZIP file (DOCX, XLSX), unpacked one by one within the limits and checked against their checksums, so that a part
 * that was damaged on its way is refused and not read.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { type Meter, tooLarge } from './limits';
import { damaged, encrypted } from './refusals';

const DAMAGED_ARCHIVE = { zh: '压缩包不完整或校验失败', en: 'its archive is incomplete or fails its checksum' };

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** Parts up to this size are not measured by their ratio. */
const SMALL_PART = 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export class Archive {
  private readonly entries = new Map<string, Entry>();
  private readonly data: Buffer;

  /** Reads the directory. Throws Problem DAMAGED_FILE where there is none. */
  constructor(
    bytes: Uint8Array,
    private readonly meter: Meter,
  ) {
    this.data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = this.findEnd();
    const count = this.data.readUInt16LE(end + 10);
    let at = this.data.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) {
      if (at + 46 > this.data.length || this.data.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged(DAMAGED_ARCHIVE);
      const nameLength = this.data.readUInt16LE(at + 28);
      const rest = this.data.readUInt16LE(at + 30) + this.data.readUInt16LE(at + 32);
      const name = this.data.toString('utf8', at + 46, at + 46 + nameLength);
      this.entries.set(name.replaceAll('\\', '/').replace(/^\//, ''), {
        flags: this.data.readUInt16LE(at + 8),
        method: this.data.readUInt16LE(at + 10),
        crc: this.data.readUInt32LE(at + 16),
        packed: this.data.readUInt32LE(at + 20),
        size: this.data.readUInt32LE(at + 24),
        offset: this.data.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + rest;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /**
   * A part's bytes, or undefined where there is no such part. Throws Problem TOO_LARGE for a part that unpacks to more than
   * the limits allow, ENCRYPTED_FILE, or DAMAGED_FILE where it does not match its checksum.
   */
  read(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.flags & 1) throw encrypted();
    const { inflatedBytes, inflationRatio } = this.meter.limits;
    if (entry.size > SMALL_PART && entry.size > entry.packed * inflationRatio)
      throw tooLarge('inflationRatio', inflationRatio);
    this.meter.addInflated(entry.size);
    const start = entry.offset;
    if (start + 30 > this.data.length || this.data.readUInt32LE(start) !== LOCAL_SIGNATURE)
      throw damaged(DAMAGED_ARCHIVE);
    const from = start + 30 + this.data.readUInt16LE(start + 26) + this.data.readUInt16LE(start + 28);
    if (from + entry.packed > this.data.length) throw damaged(DAMAGED_ARCHIVE);
    const packed = this.data.subarray(from, from + entry.packed);
    // The size that the directory states bounds what is unpacked: a part that holds more contradicts it.
    const content = unpack(packed, entry, Math.min(entry.size, inflatedBytes));
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(DAMAGED_ARCHIVE);
    return content;
  }

  private findEnd(): number {
    const first = Math.max(0, this.data.length - END_SIZE - LONGEST_COMMENT);
    for (let at = this.data.length - END_SIZE; at >= first; at--)
      if (this.data.readUInt32LE(at) === END_SIGNATURE) return at;
    throw damaged(DAMAGED_ARCHIVE);
  }
}

function unpack(packed: Buffer, entry: Entry, most: number): Buffer {
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw damaged(DAMAGED_ARCHIVE);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch {
    throw damaged(DAMAGED_ARCHIVE);
  }
}
