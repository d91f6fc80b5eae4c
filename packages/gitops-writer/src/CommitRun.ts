import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeIndex } from './ChangeIndex';
import {
  GitOpsError,
  PushRefusedError,
  RepositoryUnavailableError,
} from './errors';
import { LocalGitError } from './git/LocalGitError';
import { Mirror } from './git/Mirror';
import { PushAnswer } from './git/PushAnswer';
import { CommitPlan, Observation, planCommit } from './planCommit';
import { Change, CommitOptions, CommitResult } from './types';

/** Every lost race means that somebody else's commit landed. */
const MAX_ROUNDS = 100;
const MAX_PAUSE_MS = 100;
/** Tries against a branch that stays where it was. */
const MAX_REFUSALS = 2;
const MAX_SILENCES = 3;
/** Tries to learn what became of a push that nobody answered. */
const MAX_BLIND_FETCHES = 4;
const BLIND_PAUSE_MS = 250;

/** Where a branch stands as far as this process knows. */
export interface BranchState {
  /** The tip that we pushed or fetched last; the remote may be further. */
  tip?: string;
  index: ChangeIndex;
}

export interface CommitRunOptions extends CommitOptions {
  url: string;
  mirror: Mirror;
  state: BranchState;
  change: Change;
  committer: { name: string; email: string };
}

/**
 * Puts one change on its branch, once. Each round reads the branch and decides
 * from what is there, never from what a push said: so it does not matter how
 * the push before ended, in this process or in another.
 */
export class CommitRun {
  readonly #options: CommitRunOptions;
  readonly #mine = new Set<string>();
  /** What the paths held when the branch was first read for this run. */
  #before: Observation | undefined;
  #lastPush: { tip: string; commit: string; answer: PushAnswer } | undefined;
  #refusals = 0;
  #silences = 0;
  #healed = false;

  constructor(options: CommitRunOptions) {
    this.#options = options;
  }

  async run(): Promise<CommitResult> {
    const { url, change, mirror, signal } = this.#options;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      try {
        const result = await this.#round();
        if (result) {
          return result;
        }
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof LocalGitError) || this.#healed) {
          throw error;
        }
        this.#healed = true;
        await this.#rebuild(mirror);
      }
    }
    throw new RepositoryUnavailableError(
      `Branch ${change.branch} of ${url} moved under ${MAX_ROUNDS} tries in a row: try again later`,
    );
  }

  /** Undefined asks for another round. */
  async #round(): Promise<CommitResult | undefined> {
    const { state, change, mirror, signal } = this.#options;
    const { branch, id } = change;
    signal?.throwIfAborted();

    // The tip that we know is worth a try: it saves a round trip, and a push
    // on a stale tip cannot land. All other outcomes need the true tip.
    const verified = state.tip === undefined;
    const tip = state.tip ?? (await this.#fetch());
    const again = () => {
      state.tip = undefined;
      return undefined;
    };

    const earlier = await state.index.find(tip, id, signal);
    if (earlier) {
      state.tip = tip;
      return verified ? await this.#found(earlier) : again();
    }
    if (verified) {
      await this.#judgeLastPush(tip);
    }
    const plan = await this.#plan(tip, verified);
    if (!plan) {
      return again();
    }
    if (!plan.commit) {
      return verified
        ? { status: 'unchanged', branch, commit: tip, paths: [] }
        : again();
    }

    this.#tell(`Writing ${count(plan.paths)} on top of ${short(tip)}`);
    await mirror.writeObjects(plan.objects, signal);
    this.#mine.add(plan.commit);
    state.tip = undefined;
    const answer = await mirror.push(
      { branch, commit: plan.commit, expected: tip },
      signal,
    );
    signal?.throwIfAborted();
    if (answer.answer === 'accepted') {
      state.tip = plan.commit;
      state.index.add(plan.commit, id);
      return await this.#found(plan.commit, plan);
    }
    this.#lastPush = { tip, commit: plan.commit, answer };
    return undefined;
  }

  async #plan(tip: string, verified: boolean): Promise<CommitPlan | undefined> {
    const { change, mirror, committer, signal } = this.#options;
    try {
      const plan = await planCommit({
        mirror,
        change,
        tip,
        committer,
        before: verified ? this.#before : undefined,
        signal,
      });
      if (verified) {
        this.#before ??= plan.observed;
      }
      return plan;
    } catch (error) {
      const dated = !verified && error instanceof GitOpsError;
      if (dated && !(error instanceof LocalGitError)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Called when the branch does not hold our commit. Where it has moved, that
   * is why; where it has not, the server said no or nobody heard us.
   */
  async #judgeLastPush(tip: string): Promise<void> {
    const { url, change, mirror, signal } = this.#options;
    const last = this.#lastPush;
    this.#lastPush = undefined;
    if (!last) {
      return;
    }
    if (last.tip !== tip) {
      this.#tell(`${change.branch} has moved to ${short(tip)}: building anew`);
      await sleep(Math.random() * MAX_PAUSE_MS, undefined, { signal });
    } else if (last.answer.answer === 'refused') {
      this.#refusals++;
      if (this.#refusals >= MAX_REFUSALS) {
        throw new PushRefusedError(change.branch, url, last.answer.words);
      }
    } else if (last.answer.answer === 'none') {
      this.#silences++;
      if (this.#silences >= MAX_SILENCES) {
        throw new RepositoryUnavailableError(
          `${url} can be read but not pushed to: ${last.answer.words}`,
        );
      }
      this.#tell('The push got no answer and has not landed: trying again');
      await sleep(Math.random() * MAX_PAUSE_MS, undefined, { signal });
      // Perhaps it never left, for what it was made of is gone here.
      await mirror.query(
        ['rev-list', '--objects', '--quiet', last.commit, `^${tip}`],
        { signal },
      );
    }
  }

  async #fetch(): Promise<string> {
    const { mirror, change, signal } = this.#options;
    this.#tell(`Reading branch ${change.branch}`);
    for (let attempt = 1; ; attempt++) {
      try {
        return await mirror.fetch(change.branch, signal);
      } catch (error) {
        signal?.throwIfAborted();
        const blind =
          this.#lastPush?.answer.answer === 'none' &&
          error instanceof RepositoryUnavailableError;
        if (!blind) {
          throw error;
        }
        if (attempt === MAX_BLIND_FETCHES) {
          throw new RepositoryUnavailableError(
            `${error.message}. The change may have landed or not: running it again finds out`,
            { cause: error },
          );
        }
        await sleep(BLIND_PAUSE_MS * attempt, undefined, { signal });
      }
    }
  }

  async #found(commit: string, plan?: CommitPlan): Promise<CommitResult> {
    const { change, mirror, signal } = this.#options;
    const paths = plan?.paths ?? (await changedPaths(mirror, commit, signal));
    const status = this.#mine.has(commit) ? 'committed' : 'already-committed';
    this.#tell(
      status === 'committed'
        ? `Committed ${short(commit)} to ${change.branch}`
        : `Found ${short(commit)} on ${change.branch} from an earlier run`,
    );
    return { status, branch: change.branch, commit, paths };
  }

  async #rebuild(mirror: Mirror): Promise<void> {
    this.#tell('The local mirror is damaged: building it anew');
    this.#options.state.tip = undefined;
    await mirror.rebuild(this.#options.signal);
  }

  #tell(line: string) {
    this.#options.onProgress?.(line);
  }
}

async function changedPaths(
  mirror: Mirror,
  commit: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const { stdout } = await mirror.query(
    [
      'diff-tree',
      '-r',
      '-z',
      '--root',
      '--no-commit-id',
      '--name-only',
      commit,
    ],
    { signal },
  );
  return stdout.toString('utf8').split('\0').filter(Boolean);
}

function short(commit: string) {
  return commit.slice(0, 10);
}

function count(paths: string[]) {
  return paths.length === 1 ? '1 file' : `${paths.length} files`;
}
