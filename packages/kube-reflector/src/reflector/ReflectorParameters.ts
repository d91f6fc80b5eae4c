import { Store } from '../store/Store';
import { KubeTransport } from '../transport/KubeTransport';
import { ReflectorStatus, ResourceType, StoredObject } from '../types';
import { ReflectorOptions } from './ReflectorOptions';

/**
 * What a {@link Reflector} follows, and into what.
 *
 * @public
 */
export interface ReflectorParameters<T extends StoredObject> {
  transport: KubeTransport;
  resource: ResourceType;
  /** Follow this namespace only; ignored for cluster-scoped resources. */
  namespace?: string;
  store: Store<T>;
  /**
   * The part of an object to keep; undefined for objects to leave out. It gets a
   * parsed object of its own and should return no more of it than is needed.
   * Where it throws, the object's last state stays.
   */
  project: (raw: unknown) => T | undefined;
  options?: ReflectorOptions;
  /** Called when the state or the error changes. */
  onStatus?: (status: ReflectorStatus) => void;
}
