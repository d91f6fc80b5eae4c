import { Request, RequestHandler, Response } from 'express';
import { queryOf } from '../http/queryOf';
import { BodyTooLargeError, readBody } from '../http/readBody';
import { Platform } from '../state/Platform';
import { METRICS, samplesAt } from './deviceSeries';
import { evaluate } from './evaluate';
import { parseQuery, QueryError } from './parseQuery';

/** Prometheus refuses more points than this in one range query. */
const MAX_POINTS = 11_000;

const UNITS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

type Parameters = Record<string, string | undefined>;

function timeOf(name: string, text: string | undefined): number {
  const seconds = Number(text);
  const parsed =
    text && Number.isFinite(seconds) ? seconds : Date.parse(text ?? '') / 1000;
  if (!Number.isFinite(parsed)) {
    throw new QueryError(
      `invalid parameter "${name}": cannot parse "${
        text ?? ''
      }" to a valid timestamp`,
    );
  }
  return parsed;
}

function stepOf(text: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)(ms|[smhdwy])?$/.exec(text ?? '');
  const step = match ? Number(match[1]) * UNITS[match[2] ?? 's'] : NaN;
  if (!(step > 0)) {
    throw new QueryError(
      `invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer`,
    );
  }
  return step;
}

/** Prometheus' query API over the devices. */
export function createPrometheusRouter(platform: Platform): RequestHandler {
  const { clock } = platform;

  function instant(parameters: Parameters): object {
    const query = parseQuery(parameters.query ?? '');
    const time = parameters.time
      ? timeOf('time', parameters.time)
      : clock.now() / 1000;
    return {
      resultType: 'vector',
      result: evaluate(query, samplesAt(platform, time * 1000)).map(
        ({ labels, value }) => ({
          metric: labels,
          value: [time, String(value)],
        }),
      ),
    };
  }

  function range(parameters: Parameters): object {
    const query = parseQuery(parameters.query ?? '');
    const start = timeOf('start', parameters.start);
    const end = timeOf('end', parameters.end);
    const step = stepOf(parameters.step);
    if (end < start) {
      throw new QueryError(
        'invalid parameter "end": end timestamp must not be before start time',
      );
    }
    if ((end - start) / step > MAX_POINTS) {
      throw new QueryError(
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      );
    }
    const series = new Map<
      string,
      { metric: Record<string, string>; values: [number, string][] }
    >();
    // A sample after now does not exist yet.
    const last = Math.min(end, clock.now() / 1000);
    for (let time = start; time <= last; time += step) {
      for (const sample of evaluate(query, samplesAt(platform, time * 1000))) {
        const key = JSON.stringify(sample.labels);
        const entry = series.get(key) ?? { metric: sample.labels, values: [] };
        entry.values.push([time, String(sample.value)]);
        series.set(key, entry);
      }
    }
    return { resultType: 'matrix', result: [...series.values()] };
  }

  function labelValues(name: string): string[] {
    if (name === '__name__') {
      return METRICS;
    }
    const values = samplesAt(platform, clock.now())
      .map(({ labels }) => labels[name])
      .filter(Boolean);
    return [...new Set(values)].sort();
  }

  function answer(path: string, parameters: Parameters): object | undefined {
    const [, label] = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path) ?? [];
    if (label) {
      return labelValues(label);
    }
    switch (path) {
      case '/api/v1/query':
        return instant(parameters);
      case '/api/v1/query_range':
        return range(parameters);
      case '/api/v1/status/buildinfo':
        return { version: '3.8.0', revision: 'callboard-demo', goVersion: '' };
      default:
        return undefined;
    }
  }

  async function handle(req: Request, res: Response): Promise<void> {
    if (req.path === '/-/healthy' || req.path === '/-/ready') {
      res.type('text/plain').send('Prometheus Server is Healthy.\n');
      return;
    }
    const parameters = queryOf(req);
    if (req.method === 'POST') {
      const form = new URLSearchParams(await readBody(req));
      Object.assign(parameters, Object.fromEntries(form));
    }
    const data = answer(req.path, parameters);
    if (data) {
      res.json({ status: 'success', data });
    } else {
      res.status(404).type('text/plain').send('404 page not found\n');
    }
  }

  return (req, res, next) => {
    handle(req, res).catch((error: unknown) => {
      if (error instanceof QueryError || error instanceof BodyTooLargeError) {
        res.status(400).json({
          status: 'error',
          errorType: 'bad_data',
          error: error.message,
        });
      } else {
        next(error);
      }
    });
  };
}
