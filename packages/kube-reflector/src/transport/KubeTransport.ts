/**
 * One GET of the Kubernetes API.
 *
 * @public
 */
export interface KubeRequest {
  /** Absolute API path, as `/api/v1/pods`; a server's path prefix is added. */
  path: string;
  query?: Record<string, string>;
  /** Ends the request and its connection, in whatever state it is. */
  signal: AbortSignal;
  headers?: Record<string, string>;
}

/**
 * The answer to a {@link KubeRequest}. Its body has to be read to the end, left
 * by `break`, or given up through the request's signal: until then it holds a
 * connection. Iteration over the body after an abort throws only once the
 * connection is closed.
 *
 * @public
 */
export interface KubeResponse {
  status: number;
  /** Names in lower case; repeated headers are joined by a comma. */
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Sends authenticated requests to one API server. No redirect is followed: it
 * could carry the credentials to another host.
 *
 * @public
 */
export interface KubeTransport {
  request(request: KubeRequest): Promise<KubeResponse>;
  /** Closes the connections that no request uses, and waits until they are. */
  closeIdle?(): Promise<void>;
}
