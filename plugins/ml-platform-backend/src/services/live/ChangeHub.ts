/**
 * What can change: the workloads of one `backstage.io/kubernetes-id`, or an
 * upstream as a whole.
 */
export type Topic = `id:${string}` | 'mlflow' | 'metrics' | 'status';

/** Tells streams that something changed; what it is they read for themselves. */
export class ChangeHub {
  readonly #listeners = new Map<Topic, Set<() => void>>();

  publish(topic: Topic): void {
    this.#listeners.get(topic)?.forEach(listener => listener());
  }

  /** @returns a function that ends the subscription */
  subscribe(topics: readonly Topic[], listener: () => void): () => void {
    for (const topic of topics) {
      const listeners = this.#listeners.get(topic) ?? new Set();
      listeners.add(listener);
      this.#listeners.set(topic, listeners);
    }
    return () => {
      for (const topic of topics) {
        const listeners = this.#listeners.get(topic);
        listeners?.delete(listener);
        if (listeners?.size === 0) {
          this.#listeners.delete(topic);
        }
      }
    };
  }
}
