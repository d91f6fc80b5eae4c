import { Calls } from './calls';
import { parseFilter, sortBy } from './filter';
import { ModelRegistry } from './ModelRegistry';
import { page } from './page';
import { ModelVersion, RegisteredModel } from './types';

export function versionBody(
  registry: ModelRegistry,
  version: ModelVersion,
): object {
  return { ...version, aliases: registry.aliasesOf(version) };
}

function modelBody(registry: ModelRegistry, model: RegisteredModel): object {
  const [latest] = registry.versionsOf(model.name).slice(-1);
  return {
    ...model,
    aliases: Object.entries(model.aliases).map(([alias, version]) => ({
      alias,
      version,
    })),
    latest_versions: latest ? [versionBody(registry, latest)] : [],
  };
}

function lookupOf(model: RegisteredModel) {
  return (key: string): string | number | undefined =>
    /^tags?\./.test(key)
      ? model.tags.find(t => t.key === key.slice(key.indexOf('.') + 1))?.value
      : {
          name: model.name,
          timestamp: model.last_updated_timestamp,
          last_updated_timestamp: model.last_updated_timestamp,
          creation_timestamp: model.creation_timestamp,
        }[key];
}

export function modelCalls(registry: ModelRegistry): Calls {
  const answer = (model: RegisteredModel) => ({
    registered_model: modelBody(registry, model),
  });
  return {
    'POST registered-models/create': input =>
      answer(
        registry.createModel(
          input.optional('name') ?? '',
          input.optional('description'),
          input.tags('tags'),
        ),
      ),
    'GET registered-models/get': input =>
      answer(registry.model(input.string('name'))),
    'GET registered-models/search': input => {
      const matches = parseFilter(input.optional('filter'));
      const found = registry.models.filter(m => matches(lookupOf(m)));
      const order = input.strings('order_by');
      const sorted = sortBy(
        found,
        order.length > 0 ? order : ['name ASC'],
        lookupOf,
      );
      const { items, nextToken } = page(sorted, {
        maxResults: input.number('max_results', 100),
        cap: 1000,
        token: input.optional('page_token'),
      });
      return {
        registered_models: items.map(m => modelBody(registry, m)),
        next_page_token: nextToken,
      };
    },
    'POST registered-models/alias': input => {
      registry.setAlias(
        input.string('name'),
        input.string('alias'),
        input.string('version'),
      );
      return {};
    },
    'GET registered-models/alias': input => ({
      model_version: versionBody(
        registry,
        registry.versionByAlias(input.string('name'), input.string('alias')),
      ),
    }),
    'DELETE registered-models/alias': input => {
      registry.deleteAlias(input.string('name'), input.string('alias'));
      return {};
    },
    'POST registered-models/set-tag': input => {
      registry.setTag(registry.model(input.string('name')), {
        key: input.string('key'),
        value: input.optional('value') ?? '',
      });
      return {};
    },
  };
}
