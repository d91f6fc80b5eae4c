import { Response } from 'express';

/** Streams that one person may hold open at once. */
const MAX_PER_USER = 20;

/** The open event streams; bounds them and ends them all on shutdown. */
export class EntityStreams {
  readonly #open = new Map<string, Set<Response>>();
  #stopped = false;

  /** Whether this person may open one more. */
  hasRoom(user: string): boolean {
    return !this.#stopped && (this.#open.get(user)?.size ?? 0) < MAX_PER_USER;
  }

  /** Counts a stream until its response closes. */
  add(user: string, res: Response): void {
    const responses = this.#open.get(user) ?? new Set();
    responses.add(res);
    this.#open.set(user, responses);
    res.on('close', () => {
      responses.delete(res);
      if (responses.size === 0) {
        this.#open.delete(user);
      }
    });
  }

  /** Ends all streams; none is opened after. */
  stop(): void {
    this.#stopped = true;
    for (const responses of [...this.#open.values()]) {
      for (const res of [...responses]) {
        res.end();
      }
    }
  }
}
