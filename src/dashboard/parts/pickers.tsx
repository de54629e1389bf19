/** Fields in which a region, a body or a metric is looked up. */
import { useLanguage } from '../language/language';
import { FindSubjects, MetricCatalogue, type MetricCatalogueResult } from '../queries/pickers';
import { ask } from '../query/ask';
import { Combobox, type ComboboxProps, type Proposal } from './combobox';

export interface Subject extends Proposal {
  readonly type: 'region' | 'body';
  /** Of a region its code, of a body the code of its region. */
  readonly code: string;
}

export interface SubjectPickerProps extends Omit<ComboboxProps, 'find' | 'onChoose'> {
  readonly regions?: boolean;
  readonly bodies?: boolean;
  readonly onChoose: (subject: Subject) => void;
}

/** Finds regions and bodies by a part of their names, however many there are. */
export function SubjectPicker({ regions = true, bodies = true, onChoose, ...rest }: SubjectPickerProps) {
  const language = useLanguage();
  const find = async (name: string, signal: AbortSignal): Promise<readonly Subject[]> => {
    const found = await ask(FindSubjects, { name, regions, bodies }, { language, signal });
    return [
      ...(found.regions?.nodes ?? []).map((region): Subject => {
        const note = region.fullName === region.name ? region.code : region.fullName;
        return { type: 'region', id: region.id, code: region.code, label: region.name, note };
      }),
      ...(found.departments?.nodes ?? []).map((body): Subject => {
        const { code, fullName } = body.region;
        return { type: 'body', id: body.id, code, label: body.name, note: fullName };
      }),
    ];
  };
  return <Combobox {...rest} find={find} onChoose={(proposal) => onChoose(proposal as Subject)} />;
}

/** The catalogue is the same as long as the server is: it is asked for once a language. */
const catalogues = new Map<string, Promise<MetricCatalogueResult>>();
const SHOWN_METRICS = 30;

export interface MetricPickerProps extends Omit<ComboboxProps, 'find' | 'onChoose'> {
  readonly onChoose: (key: string) => void;
}

/** Finds a metric by a part of its label or of its key. */
export function MetricPicker({ onChoose, ...rest }: MetricPickerProps) {
  const language = useLanguage();
  const find = async (text: string): Promise<readonly Proposal[]> => {
    const asked = catalogues.get(language) ?? ask(MetricCatalogue, {}, { language });
    catalogues.set(language, asked);
    asked.catch(() => catalogues.delete(language));
    const wanted = text.toLowerCase();
    const { metrics } = await asked;
    const found = metrics.filter(({ key, label }) => `${label} ${key}`.toLowerCase().includes(wanted));
    // The sums and ratios before the many cells by applicant.
    const ordered = [...found].sort((a, b) => a.label.length - b.label.length);
    return ordered.slice(0, SHOWN_METRICS).map(({ key, label, unit }) => ({ id: key, label, note: unit }));
  };
  return <Combobox {...rest} find={find} onChoose={({ id }) => onChoose(id)} />;
}
