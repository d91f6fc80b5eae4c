import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createCatalogEntityAwaitAction } from './createCatalogEntityAwaitAction';
import { examples } from './createCatalogEntityAwaitAction.examples';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'churn-train', namespace: 'default' },
  spec: { type: 'ml-training' },
};

describe('catalog:entity:await', () => {
  const catalog = catalogServiceMock.mock();
  const action = createCatalogEntityAwaitAction({ catalog });
  const run = async (
    input: { entityRef: string; timeoutSeconds?: number },
    options: { isDryRun?: boolean; signal?: AbortSignal } = {},
  ) => {
    const context = createMockActionContext({
      input: { timeoutSeconds: 60, ...input },
    });
    await action.handler({ ...context, ...options });
    return context;
  };

  beforeEach(() => {
    jest.resetAllMocks();
  });

  it('goes on as soon as the catalog shows the entity', async () => {
    catalog.getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue(entity);

    const { input } = parse(examples[0].example).steps[0];
    const context = await run(input);

    expect(context.output).toHaveBeenCalledWith('found', true);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(2);
    // As the person, not as the portal.
    expect(catalog.getEntityByRef).toHaveBeenCalledWith(
      'component:default/churn-train',
      { credentials: await context.getInitiatorCredentials() },
    );
  });

  it('goes on without it when it does not come in time', async () => {
    const context = await run({
      entityRef: 'component:default/churn-train',
      timeoutSeconds: 1,
    });
    expect(context.output).toHaveBeenCalledWith('found', false);
  }, 10_000);

  it('fails on a reference that is none and asks nothing in a dry run', async () => {
    await expect(run({ entityRef: '' })).rejects.toThrow();
    const context = await run(
      { entityRef: 'component:default/churn-train' },
      { isDryRun: true },
    );
    expect(context.output).toHaveBeenCalledWith('found', false);
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });

  it('stops when the task is cancelled', async () => {
    const cancel = new AbortController();
    const waiting = run(
      { entityRef: 'component:default/churn-train' },
      { signal: cancel.signal },
    );
    cancel.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});
