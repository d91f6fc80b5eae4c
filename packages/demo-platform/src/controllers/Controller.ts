import { Clock } from '../clock/Clock';
import { Timers } from '../clock/Timers';
import { KubeStore } from '../kube/KubeStore';
import { EventRecorder } from './EventRecorder';

/** What every controller works with. */
export interface ControllerContext {
  store: KubeStore;
  clock: Clock;
  timers: Timers;
  events: EventRecorder;
}

/**
 * Level-triggered: looks at the whole state and takes the next step that it
 * asks for. Called again after every change and on a steady tick.
 */
export interface Controller {
  reconcile(): void;
}
