/** A chart with its title, its table and its file. What draws is loaded when the first chart is shown. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { saveFile, svgText } from '../charts/svg-file';
import { useCommonWords } from '../language/language';

export type Charts = typeof import('../charts/charts');

export interface ChartFrameProps {
  readonly title: string;
  readonly draw: (charts: Charts) => ComponentChildren;
  /** The same numbers as a table. */
  readonly table: ComponentChildren;
  /** Under the chart: what its signs mean, which values are missing. */
  readonly notes?: ComponentChildren;
}

let charts: Charts | undefined;

/** What draws, once it is loaded. */
export function useCharts(): Charts | undefined {
  const [loaded, setLoaded] = useState(charts);
  useEffect(() => {
    if (charts) return;
    import('../charts/charts').then((module) => {
      charts = module;
      setLoaded(module);
    });
  }, []);
  return loaded;
}

export function ChartFrame({ title, draw, table, notes }: ChartFrameProps) {
  const say = useCommonWords();
  const drawing = useCharts();
  const place = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const save = () => {
    const drawn = place.current?.querySelector('svg');
    if (drawn) saveFile(`${title}.svg`, svgText(drawn, title), 'image/svg+xml');
  };
  return (
    <figure class="chart-frame">
      <figcaption>
        <span class="chart-title">{title}</span>
        <span class="chart-choices">
          <button type="button" class="link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {say(asTable ? 'showChart' : 'showTable')}
          </button>
          {!asTable && (
            <button type="button" class="link" onClick={save}>
              {say('saveChart')}
            </button>
          )}
        </span>
      </figcaption>
      {asTable ? (
        table
      ) : (
        <div ref={place}>{drawing ? draw(drawing) : <p class="chart-wait">{say('chartLoading')}</p>}</div>
      )}
      {notes && <div class="chart-notes">{notes}</div>}
    </figure>
  );
}
