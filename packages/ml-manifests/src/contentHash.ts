import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { toYaml } from './yaml';

/**
 * First 8 hex digits of the SHA-256 of a value's YAML: the same for the same
 * content, on every machine.
 *
 * @public
 */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(toYaml(value)))).slice(0, 8);
}
