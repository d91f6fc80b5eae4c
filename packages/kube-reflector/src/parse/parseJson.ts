import { ProtocolError } from './ProtocolError';

/** @throws ProtocolError for what is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes its input, which may be a Secret or a token.
    throw new ProtocolError('The server sent broken JSON');
  }
}
