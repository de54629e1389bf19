/** A draft to what the store takes: figures settled and checked, the body found in the store or made. */
import { createHash } from 'node:crypto';
import { checkReport } from '../check/engine';
import type { Origin, ReportDraft } from '../form/draft';
import { TABLES } from '../form/editions';
import { type ReportFigures, settle } from '../form/figures';
import type { DocumentInput, ReportInput, ResolvedBody, Store } from '../store';
import { checkContextOf } from '../store/check-context';
import { type DraftParticulars, type IntakeOptions, type Particulars, particularsOf, scopeOf } from './particulars';

/** A body that was found. Its department is there once a report of it is about to be stored. */
interface KnownBody {
  readonly found: ResolvedBody;
  departmentId: number | undefined;
}

/** A report that is settled and checked, of a body that was found: all that the store takes but the department. */
export interface Filing {
  readonly body: KnownBody;
  readonly report: Omit<ReportInput, 'departmentId'>;
}

/** Finds whose report a draft is. A bulk load asks for the same body again and again, so that answers are kept. */
export class FilingClerk {
  private readonly bodies = new Map<string, KnownBody>();

  constructor(
    private readonly store: Store,
    private readonly options: IntakeOptions,
  ) {}

  /**
   * Settles and checks a draft. Throws the problem of one that cannot be filed: of its year, body, region, kind or scope.
   * @param document what is kept beside the figures
   */
  async file(draft: ReportDraft, document?: DocumentInput): Promise<Filing> {
    return this.fileSettled(draft, settle(draft.tables), { document });
  }

  /** The same of a draft whose figures are settled already. */
  async fileSettled(
    draft: DraftParticulars,
    figures: ReportFigures,
    kept: Pick<ReportInput, 'document' | 'digest'>,
  ): Promise<Filing> {
    const said = particularsOf(draft, this.options);
    const body = await this.bodyOf(said);
    const { year } = said;
    const { kind } = body.found;
    const scope = scopeOf(draft, this.options, kind);
    const { publishedOn, sections } = draft;
    const context = checkContextOf(this.store.regions, { ...body.found, year, scope, publishedOn, sections });
    const check = checkReport(figures, context);
    return { body, report: { year, scope, figures, check, publishedOn, ...kept } };
  }

  private async bodyOf({ body: printed, kind, region }: Particulars): Promise<KnownBody> {
    const key = `${region ?? ''}/${kind ?? ''}/${printed}`;
    const known = this.bodies.get(key);
    if (known) return known;
    const found = await this.store.departments.resolve({ region, body: printed, kind });
    const body = { found, departmentId: found.department?.id };
    this.bodies.set(key, body);
    return body;
  }

  /** What the store takes for filings; departments that are not there yet are made, in one transaction. */
  async inputs(filings: readonly Filing[]): Promise<ReportInput[]> {
    const fresh = [...new Set(filings.map(({ body }) => body))].filter((body) => body.departmentId === undefined);
    if (fresh.length > 0) {
      const made = await this.store.departments.ensureAll(
        fresh.map(({ found }) => ({ regionId: found.region.id, name: found.name, kind: found.kind.code })),
      );
      for (const [at, body] of fresh.entries()) body.departmentId = made[at]!.id;
    }
    return filings.map(({ body, report }) => ({ ...report, departmentId: body.departmentId! }));
  }

  /** Forgets the bodies: after the register or the regions changed, names may mean others. */
  forget(): void {
    this.bodies.clear();
  }
}

/** The document part of a draft, for the store. */
export function documentInput(
  draft: ReportDraft,
  source: Pick<DocumentInput, 'sha256' | 'manner' | 'fileName' | 'mediaType'>,
): DocumentInput {
  const origins = new Map<string, Origin>();
  for (const table of TABLES)
    for (const [id, { origin }] of draft.tables[table]?.cells ?? []) if (origin) origins.set(id, origin);
  const { title, body, notices, sections } = draft;
  return { ...source, title, body, origins, notices, sections };
}

/** Whether there is anything to keep of a line beside its figures. */
export function isDocument({ title, sections }: DraftParticulars): boolean {
  return title !== undefined || sections.length > 0;
}

/**
 * A line of a structured file is a document of its own where it brings a title or a narrative; its content, not its place,
 * identifies it. Without them there is nothing to keep beside the figures.
 */
export function lineAsDocument(draft: ReportDraft, fileName: string, mediaType: string): DocumentInput | undefined {
  if (!isDocument(draft)) return undefined;
  const { body, year, title } = draft;
  const sections = draft.sections.map(({ key, heading, text }) => [key, heading, text]);
  const sha256 = createHash('sha256')
    .update(JSON.stringify([body, year, title, sections]))
    .digest('hex');
  return documentInput(draft, { sha256, fileName, mediaType });
}
