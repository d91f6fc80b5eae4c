import { MlflowClient } from './MlflowClient';
import { MlflowRun } from './mlflowSchemas';
import { mapBounded } from '../../services/mapBounded';

const CONCURRENCY = 4;
const MAX_RUNS = 20_000;
const FINISHED = ['FINISHED', 'FAILED', 'KILLED'];

/**
 * The runs that versions came from. A finished run does not change any more
 * and is read once; the oldest are dropped when there are too many.
 */
export class RunCache {
  readonly #client: MlflowClient;
  readonly #runs = new Map<string, MlflowRun>();
  readonly #missing = new Set<string>();

  constructor(client: MlflowClient) {
    this.#client = client;
  }

  /** Reads those that are not known or not finished. */
  async refresh(runIds: readonly string[], signal: AbortSignal): Promise<void> {
    const wanted = [...new Set(runIds)].filter(
      id =>
        !this.#missing.has(id) &&
        !FINISHED.includes(this.#runs.get(id)?.info.status ?? ''),
    );
    await mapBounded(wanted, CONCURRENCY, async id => {
      const run = await this.#client.getRun(id, signal);
      if (run) {
        this.#runs.delete(id);
        this.#runs.set(id, run);
      } else {
        this.#missing.add(id);
        this.#runs.delete(id);
      }
    });
    for (const id of this.#runs.keys()) {
      if (this.#runs.size <= MAX_RUNS) {
        break;
      }
      this.#runs.delete(id);
    }
  }

  get all(): ReadonlyMap<string, MlflowRun> {
    return this.#runs;
  }
}
