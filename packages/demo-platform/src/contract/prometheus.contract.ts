import { valueAt } from '../kube/json';
import { PrometheusTarget } from './ContractTarget';
import { Answer, request } from './request';

function result(answer: Answer): unknown[] {
  const value = valueAt(answer.body, ['data', 'result']);
  return Array.isArray(value) ? value : [];
}

/** What our clients rely on in Prometheus' query API. */
export function prometheusContract(target: () => PrometheusTarget): void {
  describe('Prometheus query API', () => {
    const query = (path: string, parameters: Record<string, string>) =>
      request(target(), `/api/v1/${path}?${new URLSearchParams(parameters)}`);

    it('answers an instant query', async () => {
      const { metric } = target();
      const answer = await query('query', { query: metric });
      expect(answer.body.status).toBe('success');
      expect(valueAt(answer.body, ['data', 'resultType'])).toBe('vector');
      const all = result(answer);
      expect(all.length).toBeGreaterThan(0);
      expect(all[0]).toMatchObject({
        metric: { __name__: metric },
        value: [expect.any(Number), expect.stringMatching(/^\d/)],
      });
      const byName = await query('query', {
        query: `{__name__=~"${metric}|other"}`,
      });
      expect(result(byName)).toHaveLength(all.length);
      const none = await query('query', { query: `${metric}{pod="no-such"}` });
      expect(result(none)).toEqual([]);
    });

    it('aggregates by labels', async () => {
      const { metric } = target();
      const total = await query('query', { query: `sum(${metric})` });
      expect(result(total)).toMatchObject([{ metric: {} }]);
      const grouped = await query('query', {
        query: `count by (Hostname) (${metric})`,
      });
      for (const series of result(grouped)) {
        expect(valueAt(series, ['metric'])).toEqual({
          Hostname: expect.any(String),
        });
      }
    });

    it('answers a range query, the same each time', async () => {
      const end = Math.floor(Date.now() / 1000) - 30;
      const parameters = {
        query: `avg(${target().metric})`,
        start: String(end - 60),
        end: String(end),
        step: '15s',
      };
      const first = await query('query_range', parameters);
      expect(valueAt(first.body, ['data', 'resultType'])).toBe('matrix');
      const [series] = result(first);
      const values = valueAt(series, ['values']);
      expect(Array.isArray(values) && values.length).toBe(5);
      const second = await query('query_range', parameters);
      expect(result(second)).toEqual(result(first));
    });

    it('refuses what it cannot parse', async () => {
      for (const bad of ['sum(', 'up{', '{}']) {
        const answer = await query('query', { query: bad });
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({
          status: 'error',
          errorType: 'bad_data',
        });
      }
    });
  });
}
