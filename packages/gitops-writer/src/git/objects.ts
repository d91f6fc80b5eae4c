import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** https://git-scm.com/docs/gitformat-pack: types in a pack's object headers. */
const PACK_TYPES = { commit: 1, tree: 2, blob: 3 };

export type ObjectType = keyof typeof PACK_TYPES;

export interface GitObject {
  /** SHA-1, 40 hex digits. */
  oid: string;
  type: ObjectType;
  body: Buffer;
}

export interface TreeEntry {
  name: string;
  /** As git writes it: 100644, 100755, 120000 (link), 160000 (module), 40000. */
  mode: string;
  oid: string;
}

export const TREE_MODE = '40000';
export const FILE_MODE = '100644';

export function makeObject(type: ObjectType, body: Buffer): GitObject {
  const oid = createHash('sha1')
    .update(`${type} ${body.length}\0`)
    .update(body)
    .digest('hex');
  return { oid, type, body };
}

export function parseTree(body: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const nul = body.indexOf(0, space);
    entries.push({
      mode: body.toString('latin1', at, space),
      // Names that are not UTF-8 must come out as they went in.
      name: body.toString('latin1', space + 1, nul),
      oid: body.toString('hex', nul + 1, nul + 21),
    });
    at = nul + 21;
  }
  return entries;
}

export function makeTree(entries: TreeEntry[]): GitObject {
  const rows = entries.map(entry => ({
    // git sorts by bytes, a directory as if its name ended in a slash.
    key: entry.mode === TREE_MODE ? `${entry.name}/` : entry.name,
    bytes: Buffer.concat([
      Buffer.from(`${entry.mode} ${entry.name}\0`, 'latin1'),
      Buffer.from(entry.oid, 'hex'),
    ]),
  }));
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  return makeObject('tree', Buffer.concat(rows.map(row => row.bytes)));
}

/**
 * Tree names hold one character a byte, so that sorting by characters is
 * sorting by bytes.
 */
export function toTreeName(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1');
}

export function fromTreeName(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

/** A version 2 pack of whole objects, as `git unpack-objects` reads it. */
export function makePack(objects: GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK', 0, 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const parts = [header];
  for (const { type, body } of objects) {
    parts.push(objectHeader(PACK_TYPES[type], body.length), deflateSync(body));
  }
  const pack = Buffer.concat(parts);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

/** Four bits of size beside the type, then seven a byte, low ones first. */
function objectHeader(type: number, size: number): Buffer {
  const bytes = [];
  let rest = Math.floor(size / 16);
  let byte = type * 16 + (size % 16);
  while (rest > 0) {
    bytes.push(byte + 128);
    byte = rest % 128;
    rest = Math.floor(rest / 128);
  }
  bytes.push(byte);
  return Buffer.from(bytes);
}
