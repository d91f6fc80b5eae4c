import { Calls } from './calls';
import { parseFilter, sortBy } from './filter';
import { versionBody } from './modelCalls';
import { ModelRegistry } from './ModelRegistry';
import { page } from './page';
import { ModelVersion } from './types';

function lookupOf(version: ModelVersion) {
  return (key: string): string | number | undefined =>
    /^tags?\./.test(key)
      ? version.tags.find(t => t.key === key.slice(key.indexOf('.') + 1))?.value
      : {
          name: version.name,
          run_id: version.run_id,
          source_path: version.source,
          version_number: Number(version.version),
          creation_timestamp: version.creation_timestamp,
          last_updated_timestamp: version.last_updated_timestamp,
        }[key];
}

export function versionCalls(registry: ModelRegistry): Calls {
  const answer = (version: ModelVersion) => ({
    model_version: versionBody(registry, version),
  });
  return {
    'POST model-versions/create': input =>
      answer(
        registry.createVersion({
          name: input.string('name'),
          source: input.string('source'),
          runId: input.optional('run_id'),
          description: input.optional('description'),
          tags: input.tags('tags'),
        }),
      ),
    'GET model-versions/get': input =>
      answer(registry.version(input.string('name'), input.string('version'))),
    'PATCH model-versions/update': input => {
      const version = registry.version(
        input.string('name'),
        input.string('version'),
      );
      version.description = input.optional('description') ?? '';
      registry.touch(version.name);
      return answer(version);
    },
    'POST model-versions/set-tag': input => {
      const version = registry.version(
        input.string('name'),
        input.string('version'),
      );
      registry.setTag(version, {
        key: input.string('key'),
        value: input.optional('value') ?? '',
      });
      return {};
    },
    'GET model-versions/search': input => {
      const matches = parseFilter(input.optional('filter'));
      const found = registry.versions.filter(v => matches(lookupOf(v)));
      const order = input.strings('order_by');
      const sorted = sortBy(
        found,
        order.length > 0
          ? order
          : ['last_updated_timestamp DESC', 'name ASC', 'version_number DESC'],
        lookupOf,
      );
      const { items, nextToken } = page(sorted, {
        maxResults: input.number('max_results', 10_000),
        cap: 200_000,
        token: input.optional('page_token'),
      });
      return {
        model_versions: items.map(v => versionBody(registry, v)),
        next_page_token: nextToken,
      };
    },
  };
}
