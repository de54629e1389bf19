/**
 * pdf.js as unpdf packs it, opened without fonts of the system, without evaluation of code and without decoding pictures.
 */
import { type Meter, tooLarge } from '../limits';
import { damaged, encrypted, unsupported } from '../refusals';
import cmaps from './cmaps.json';

/** An ES module: CommonJS loads it when it is needed, and takes its types from there. */
const load = () => import('unpdf/pdfjs');

type Engine = Awaited<ReturnType<typeof load>>;
type Opened = Awaited<ReturnType<Engine['getDocument']>['promise']>;
export type PdfPage = Awaited<ReturnType<Opened['getPage']>>;
export type PdfOperators = Engine['OPS'];

export interface PdfFile {
  readonly pages: number;
  readonly operators: PdfOperators;
  page(number: number): Promise<PdfPage>;
  /** Whether a layer, as a page's operators name it, is switched on. */
  isLayerOn(layer: unknown): boolean;
  /** The document information: "Title", "CreationDate" and others, where they are text. */
  information(): Promise<Readonly<Record<string, string>>>;
  /** Throws Problem UNSUPPORTED_FORMAT where text was lost for want of a map of its codes. Call after the pages are read. */
  checkMaps(): void;
  close(): Promise<void>;
}

/** Opens a PDF. Throws Problem ENCRYPTED_FILE where it asks for a password, DAMAGED_FILE where it cannot be opened. */
export async function openPdf(bytes: Uint8Array, meter: Meter): Promise<PdfFile> {
  provideTransfer();
  withdrawStreams();
  const engine = await load();
  const missing: string[] = [];
  const task = engine.getDocument({
    // pdf.js takes the buffer over.
    data: Uint8Array.from(bytes),
    useSystemFonts: false,
    isEvalSupported: false,
    disableFontFace: true,
    // With what the codes of fonts stand for.
    fontExtraProperties: true,
    useWorkerFetch: false,
    // Only asks whether an address is set: the maps are given below.
    cMapUrl: 'cmaps/',
    BinaryDataFactory: mapsFor(missing),
    maxImageSize: 1,
    verbosity: 0,
  });
  let opened: Opened;
  try {
    opened = await withinTime(task.promise, meter);
  } catch (error) {
    await task.destroy();
    if (error instanceof Error && error.name === 'PasswordException') throw encrypted();
    throw error;
  }
  const layers = await withinTime(opened.getOptionalContentConfig(), meter);
  return {
    pages: opened.numPages,
    isLayerOn: (layer) => layers.isVisible(layer),
    operators: engine.OPS,
    page: (number) => withinTime(opened.getPage(number), meter),
    checkMaps: () => {
      if (missing.length === 0) return;
      throw unsupported({
        zh: `PDF 未内嵌字符编码 ${missing[0]}`,
        en: `a PDF that does not embed its encoding ${missing[0]}`,
      });
    },
    information: async () => {
      const { info } = await withinTime(opened.getMetadata(), meter);
      return Object.fromEntries(
        Object.entries(info).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    },
    close: () => task.destroy(),
  };
}

const MAPS: Readonly<Record<string, string>> = cmaps.maps;

/** Maps from codes to characters that documents name and do not embed; what is asked for and not there is noted. */
function mapsFor(missing: string[]) {
  return class {
    async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
      const name = filename.replace(/\.bcmap$/, '');
      const map = MAPS[name];
      if (map !== undefined) return Uint8Array.from(Buffer.from(map, 'base64'));
      // Fonts of a standard name are not embedded either, but without their outlines no text is lost.
      if (kind === 'cMapUrl') missing.push(name);
      throw new Error(`no map ${name}`);
    }
  };
}

/** The result, or Problem TOO_LARGE when the document's time has run out; an error of the engine is a damaged file. */
export async function withinTime<T>(work: Promise<T>, meter: Meter): Promise<T> {
  // What is given up may still fail later; that is no error of the process.
  work.catch(() => undefined);
  meter.checkTime();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLarge('milliseconds', meter.limits.milliseconds)), meter.timeLeft);
  });
  try {
    return await Promise.race([work, limit]);
  } catch (error) {
    if (error instanceof Error && (error.name === 'PasswordException' || error.name === 'Problem')) throw error;
    throw damaged({ zh: 'PDF 结构有误', en: 'its PDF structure cannot be read' });
  } finally {
    clearTimeout(timer);
  }
}

/** Node 20 lacks a method that pdf.js calls for each font; without it a page's operators end at its first font. */
function provideTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length: number = this.byteLength): ArrayBuffer {
      const moved = new Uint8Array(length);
      moved.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return moved.buffer;
    },
  });
}

/**
 * pdf.js unpacks through the platform's streams where there are such, which in Node takes as long as all the rest of a page.
 * Its own decoder takes a tenth of that; nothing else in this program asks for them.
 */
function withdrawStreams(): void {
  Reflect.deleteProperty(globalThis, 'DecompressionStream');
}
