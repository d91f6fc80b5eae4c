import { EntityStateSection } from '@callboard/plugin-ml-platform-common';

/** Etags of the sections that a client holds. */
export type SectionEtags = Partial<Record<EntityStateSection, string>>;

export const SECTIONS: readonly EntityStateSection[] = [
  'workloads',
  'accelerators',
  'models',
];

/** Writes the state that a client holds into an event's id. */
export function encodeEventId(etags: SectionEtags): string {
  return Buffer.from(JSON.stringify(etags)).toString('base64url');
}

/** Reads `Last-Event-ID`; an id that is not ours is as good as none. */
export function decodeEventId(id: string | undefined): SectionEtags {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(id ?? '', 'base64url').toString('utf8'),
    );
    const values =
      typeof parsed === 'object' && parsed !== null
        ? new Map<string, unknown>(Object.entries(parsed))
        : new Map<string, unknown>();
    const etags: SectionEtags = {};
    for (const section of SECTIONS) {
      const etag = values.get(section);
      if (typeof etag === 'string') {
        etags[section] = etag;
      }
    }
    return etags;
  } catch {
    return {};
  }
}
