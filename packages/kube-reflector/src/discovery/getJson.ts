import { isRecord } from '../parse/isRecord';
import { parseJson } from '../parse/parseJson';
import { ProtocolError } from '../parse/ProtocolError';
import { KubeApiError } from '../reflector/KubeApiError';
import { withWatchdog } from '../reflector/withWatchdog';
import { KubeTransport } from '../transport/KubeTransport';
import { readText } from '../transport/readText';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;

/** One JSON object of the API; undefined where the server has none (404). */
export function getJson(
  transport: KubeTransport,
  path: string,
  signal: AbortSignal,
): Promise<Record<string, unknown> | undefined> {
  return withWatchdog(signal, TIMEOUT_MS, async inner => {
    const response = await transport.request({ path, signal: inner });
    if (response.status !== 200) {
      const error = await KubeApiError.fromResponse(response);
      if (error.status === 404) {
        return undefined;
      }
      throw error;
    }
    const body = parseJson(await readText(response.body, MAX_BYTES));
    if (!isRecord(body)) {
      throw new ProtocolError('The server did not send an object');
    }
    return body;
  });
}
