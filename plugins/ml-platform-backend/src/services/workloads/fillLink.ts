import { ExternalLink } from '@callboard/plugin-ml-platform-common';

/** Fills a link template's placeholders; none when there is no template. */
export function fillLink(
  title: string,
  template: string | undefined,
  values: Record<string, string | undefined>,
): ExternalLink[] {
  return template
    ? [
        {
          title,
          url: template.replace(/\{(\w+)\}/g, (placeholder, key: string) =>
            key in values ? encodeURIComponent(values[key] ?? '') : placeholder,
          ),
        },
      ]
    : [];
}
