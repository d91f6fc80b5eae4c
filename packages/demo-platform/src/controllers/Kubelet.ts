import { NODES, PODS } from '../kube/resources';
import { Pod } from '../kube/workloadTypes';
import { Controller, ControllerContext } from './Controller';
import { DeviceLedger } from './DeviceLedger';
import { deviceLoadOf, exitCodeOf } from './podRun';
import { ContainersState, writePodStatus } from './podStatus';

const PULL_SECONDS = 4;
const CACHED_PULL_SECONDS = 0.5;
const READY_SECONDS = 1;
const PULL_RETRY_SECONDS = 10;
const BACKOFF_EVENT_SECONDS = 60;
const TERMINATION_SECONDS = 2;
const BAD_TAG = 'does-not-exist';

/** All nodes' kubelets: pulls images, starts, ends and removes pods. */
export class Kubelet implements Controller {
  readonly #images = new Set<string>();

  constructor(
    private readonly context: ControllerContext,
    private readonly ledger: DeviceLedger,
  ) {}

  reconcile(): void {
    const { store } = this.context;
    const pods = store.list(PODS);
    for (const pod of pods) {
      if (!pod.spec.nodeName) {
        continue;
      }
      if (pod.metadata.deletionTimestamp) {
        this.#terminate(pod);
      } else if (
        pod.status?.phase === 'Pending' ||
        pod.status?.phase === 'Running'
      ) {
        this.#run(pod);
      }
    }
    const alive = new Set(pods.map(pod => pod.metadata.uid));
    this.ledger.retain(uid => alive.has(uid));
  }

  #run(pod: Pod): void {
    const { timers } = this.context;
    const { uid } = pod.metadata;
    this.ledger.allocate(pod, deviceLoadOf(pod));
    const bad = pod.spec.containers.find(c => c.image?.includes(BAD_TAG));
    if (bad) {
      this.#failPull(pod, bad.image ?? '');
      return;
    }
    if (pod.status?.phase === 'Pending') {
      if (!this.#pulled(pod)) {
        this.#write(pod, { kind: 'waiting', reason: 'ContainerCreating' });
        return;
      }
      this.#announceStart(pod);
      this.ledger.markRunning(uid);
    }
    const running = timers.elapsed(uid, 'running');
    const exitCode = exitCodeOf(this.context.store, pod, running);
    if (exitCode !== undefined) {
      this.ledger.release(uid);
      this.#write(pod, {
        kind: 'terminated',
        exitCode,
        finishedAt: this.context.clock.timestamp(),
      });
      return;
    }
    this.#write(pod, {
      kind: 'running',
      ready: running >= READY_SECONDS,
      startedAt: this.context.clock.timestamp(),
    });
  }

  /** The first pod with an image waits for the pull, later ones do not. */
  #pulled(pod: Pod): boolean {
    const { timers, events } = this.context;
    const image = pod.spec.containers[0].image ?? '';
    const key = `${pod.spec.nodeName}/${image}`;
    const cached = this.#images.has(key);
    const seconds = cached ? CACHED_PULL_SECONDS : PULL_SECONDS;
    if (timers.start(pod.metadata.uid, 'pull') && !cached) {
      this.#event(pod, 'Pulling', `Pulling image "${image}"`);
    }
    if (!timers.reached(pod.metadata.uid, 'pull', seconds)) {
      return false;
    }
    this.#images.add(key);
    events.record(pod, {
      reason: 'Pulled',
      message: cached
        ? `Container image "${image}" already present on machine`
        : `Successfully pulled image "${image}" in ${PULL_SECONDS}s`,
      component: 'kubelet',
      host: pod.spec.nodeName,
    });
    return true;
  }

  #announceStart(pod: Pod): void {
    for (const container of pod.spec.containers) {
      this.#event(pod, 'Created', `Created container: ${container.name}`);
      this.#event(pod, 'Started', `Started container ${container.name}`);
    }
  }

  #failPull(pod: Pod, image: string): void {
    const { timers } = this.context;
    const { uid } = pod.metadata;
    const error =
      `failed to pull and unpack image "${image}": ` +
      `failed to resolve reference "${image}": ${image}: not found`;
    if (timers.start(uid, 'bad-pull')) {
      this.#event(pod, 'Pulling', `Pulling image "${image}"`);
    }
    if (!timers.reached(uid, 'bad-pull', PULL_SECONDS)) {
      this.#write(pod, { kind: 'waiting', reason: 'ContainerCreating' });
      return;
    }
    if (!timers.reached(uid, 'bad-pull', PULL_SECONDS + PULL_RETRY_SECONDS)) {
      const message = `rpc error: code = NotFound desc = ${error}`;
      if (this.#waitingReason(pod) !== 'ErrImagePull') {
        const text = `Failed to pull image "${image}": ${message}`;
        this.#event(pod, 'Failed', text, 'Warning');
        this.#event(pod, 'Failed', 'Error: ErrImagePull', 'Warning');
      }
      this.#write(pod, { kind: 'waiting', reason: 'ErrImagePull', message });
      return;
    }
    const backOff = `Back-off pulling image "${image}"`;
    const isNew = this.#waitingReason(pod) !== 'ImagePullBackOff';
    if (isNew || timers.reached(uid, 'back-off', BACKOFF_EVENT_SECONDS)) {
      timers.restart(uid, 'back-off');
      this.#event(pod, 'BackOff', backOff);
      this.#event(pod, 'Failed', 'Error: ImagePullBackOff', 'Warning');
    }
    this.#write(pod, {
      kind: 'waiting',
      reason: 'ImagePullBackOff',
      message: `${backOff}: ErrImagePull: rpc error: code = NotFound desc = ${error}`,
    });
  }

  #terminate(pod: Pod): void {
    const { store, timers } = this.context;
    if (timers.start(pod.metadata.uid, 'terminate')) {
      for (const container of pod.spec.containers) {
        this.#event(pod, 'Killing', `Stopping container ${container.name}`);
      }
    }
    if (timers.reached(pod.metadata.uid, 'terminate', TERMINATION_SECONDS)) {
      this.ledger.release(pod.metadata.uid);
      store.remove(PODS, pod);
    }
  }

  #waitingReason(pod: Pod): string | undefined {
    return pod.status?.containerStatuses?.[0]?.state.waiting?.reason;
  }

  #write(pod: Pod, state: ContainersState): void {
    const { store, clock } = this.context;
    const node = store.find(NODES, undefined, pod.spec.nodeName ?? '');
    const hostIP = node?.status.addresses[0]?.address ?? '';
    store.modify(PODS, pod, draft =>
      writePodStatus(draft, state, clock.timestamp(), hostIP),
    );
  }

  #event(
    pod: Pod,
    reason: string,
    message: string,
    type: 'Normal' | 'Warning' = 'Normal',
  ): void {
    this.context.events.record(pod, {
      type,
      reason,
      message,
      component: 'kubelet',
      host: pod.spec.nodeName,
    });
  }
}
