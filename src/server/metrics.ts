/** What a server counts, in the text format of Prometheus. Several processes add theirs up in one text, told apart by `worker`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';

type Kind = 'counter' | 'gauge' | 'histogram';
type Labels = Readonly<Record<string, string>>;

interface Sample {
  /** What stands behind the name of the family: "", "_bucket", "_sum", "_count". */
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
}

/** The samples of one name; plain data, so that processes can send them to each other. */
export interface Family {
  readonly name: string;
  readonly kind: Kind;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Seconds: from what the cache answers to what is given up. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** How often the event loop is looked at. */
const RESOLUTION_MS = 20;
/** Routes and statuses are few; should they not be, the rest is counted together. */
const MOST_SERIES = 200;

interface Series {
  readonly labels: Labels;
  count: number;
  seconds: number;
  readonly buckets: number[];
}

export class Metrics {
  private readonly requests = new Map<string, Series>();
  private readonly sources: (() => readonly Family[] | Promise<readonly Family[]>)[] = [];
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly started = Date.now() / 1000;

  constructor() {
    this.delay.enable();
  }

  /** Counts an answered request. */
  answered(route: string, method: string, status: number, ms: number): void {
    const id = `${method} ${route} ${status}`;
    let series = this.requests.get(id);
    if (!series) {
      // The series of the rest are few, and may pass the bound.
      if (this.requests.size >= MOST_SERIES && route !== 'other') {
        this.answered('other', 'other', status, ms);
        return;
      }
      series = {
        labels: { method, route, status: String(status) },
        count: 0,
        seconds: 0,
        buckets: BUCKETS.map(() => 0),
      };
      this.requests.set(id, series);
    }
    const seconds = ms / 1000;
    series.count += 1;
    series.seconds += seconds;
    const at = BUCKETS.findIndex((bound) => seconds <= bound);
    if (at >= 0) series.buckets[at]! += 1;
  }

  /** Adds what is read only when somebody asks. */
  add(source: () => readonly Family[] | Promise<readonly Family[]>): void {
    this.sources.push(source);
  }

  async families(): Promise<Family[]> {
    const others = await Promise.all(this.sources.map((source) => source()));
    return [this.ofRequests(), ...this.ofProcess(), ...others.flat()];
  }

  close(): void {
    this.delay.disable();
  }

  private ofRequests(): Family {
    const samples = [...this.requests.values()].flatMap(({ labels, count, seconds, buckets }): Sample[] => {
      let below = 0;
      const bounded = BUCKETS.map((bound, at) => {
        below += buckets[at]!;
        return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: below };
      });
      return [
        ...bounded,
        { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
        { suffix: '_sum', labels, value: seconds },
        { suffix: '_count', labels, value: count },
      ];
    });
    return { name: 'gongkai_request_seconds', kind: 'histogram', help: 'Time to answer a request.', samples };
  }

  private ofProcess(): Family[] {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const lag = (quantile: number): Sample => ({
      suffix: '',
      labels: { quantile: String(quantile) },
      value: lateness(this.delay.percentile(quantile * 100)),
    });
    const families: Family[] = [
      {
        name: 'gongkai_event_loop_delay_seconds',
        kind: 'gauge',
        help: 'Delay of the event loop since it was last asked for, by quantile.',
        samples: [lag(0.5), lag(0.99), { suffix: '', labels: { quantile: '1' }, value: lateness(this.delay.max) }],
      },
      gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
      gauge('nodejs_heap_size_used_bytes', 'Used memory of the heap.', heapUsed),
      counter('process_cpu_seconds_total', 'Processor time of the process.', (user + system) / 1e6),
      gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.', this.started),
    ];
    this.delay.reset();
    return families;
  }
}

/** Seconds that the event loop was late: what is measured in nanoseconds is the time between two looks. */
function lateness(between: number): number {
  return Math.max(0, between / 1e6 - RESOLUTION_MS) / 1000;
}

export function gauge(name: string, help: string, value: number, labels: Labels = {}): Family {
  return { name, kind: 'gauge', help, samples: [{ suffix: '', labels, value }] };
}

export function counter(name: string, help: string, value: number, labels: Labels = {}): Family {
  return { name, kind: 'counter', help, samples: [{ suffix: '', labels, value }] };
}

/** A counter with one label. */
export function counters(name: string, help: string, label: string, values: Readonly<Record<string, number>>): Family {
  const samples = Object.entries(values).map(([of, value]) => ({ suffix: '', labels: { [label]: of }, value }));
  return { name, kind: 'counter', help, samples };
}

/** Families of several processes as one list, each sample with the process that it is of. */
export function together(parts: ReadonlyMap<string, readonly Family[]>): Family[] {
  const all = new Map<string, Family>();
  for (const [worker, families] of parts)
    for (const family of families) {
      const labelled = family.samples.map((sample) => ({ ...sample, labels: { worker, ...sample.labels } }));
      all.set(family.name, { ...family, samples: [...(all.get(family.name)?.samples ?? []), ...labelled] });
    }
  return [...all.values()];
}

/** The text that Prometheus reads. */
export function asText(families: readonly Family[]): string {
  const lines: string[] = [];
  for (const { name, kind, help, samples } of families) {
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`);
    for (const { suffix, labels, value } of samples) {
      const given = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
      lines.push(`${name}${suffix}${given.length > 0 ? `{${given.join(',')}}` : ''} ${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

/** Serves `/metrics`. `all` gives the families of every process that serves, where there are several. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, all: () => Promise<readonly Family[]>): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime);
    done();
  });
  app.get('/metrics', async (_, reply) => {
    reply.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store');
    return asText(await all());
  });
}
