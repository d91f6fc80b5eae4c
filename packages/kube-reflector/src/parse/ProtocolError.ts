/** The server sent what the Kubernetes API does not send: cut, garbled, too long. */
export class ProtocolError extends Error {
  readonly name = 'ProtocolError';
}
