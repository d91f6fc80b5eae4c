import { KubeStore } from '../kube/KubeStore';
import { Controller } from './Controller';

const TICK_MS = 400;
const MIN_TICK_MS = 20;
/** Time for several changes to be looked at together. */
const DEBOUNCE_MS = 5;

/** Runs the controllers after changes and on a steady tick. */
export class Engine {
  #unsubscribe: (() => void) | undefined;
  #ticker: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: KubeStore,
    private readonly controllers: Controller[],
    private readonly options: {
      speed: number;
      onError: (error: unknown) => void;
    },
  ) {}

  start(): void {
    const tick = Math.max(TICK_MS / this.options.speed, MIN_TICK_MS);
    this.#ticker = setInterval(() => this.step(), tick);
    this.#unsubscribe = this.store.subscribe(() => {
      this.#soon ??= setTimeout(() => this.step(), DEBOUNCE_MS);
    });
  }

  /** Each controller once. One that throws does not stop the others. */
  step(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    for (const controller of this.controllers) {
      try {
        controller.reconcile();
      } catch (error) {
        this.options.onError(error);
      }
    }
  }

  stop(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#soon);
    this.#unsubscribe?.();
  }
}
