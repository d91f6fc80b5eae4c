import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { fleet } from '../dev/fixtures/fleet';
import { STATES } from '../dev/fixtures/states';
import { FakeBackend } from './__testUtils__/FakeBackend';
import { component } from './__testUtils__/setup';
import { MlPlatformClient, mlPlatformApiRef } from './api';
import {
  CallboardPage,
  EntityMlAcceleratorsCard,
  EntityMlContent,
  EntityMlModelsCard,
  EntityMlWorkloadsCard,
} from './legacy';

async function render(element: JSX.Element) {
  const backend = new FakeBackend();
  backend.state = STATES.healthy();
  backend.fleet = fleet();
  const client = new MlPlatformClient({
    discoveryApi: mockApis.discovery(),
    fetchApi: { fetch: backend.fetch },
  });
  await renderInTestApp(
    <TestApiProvider apis={[[mlPlatformApiRef, client]]}>
      <EntityProvider entity={component()}>{element}</EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  return backend;
}

/** Routable extensions want a path. */
function page(element: JSX.Element) {
  return (
    <Routes>
      <Route path="/" element={element} />
    </Routes>
  );
}

describe('on the old frontend system', () => {
  it('shows the same cards', async () => {
    const backend = await render(
      <>
        <EntityMlWorkloadsCard />
        <EntityMlAcceleratorsCard />
        <EntityMlModelsCard />
      </>,
    );
    expect(
      await screen.findByRole('article', { name: 'RayCluster churn-serve' }),
    ).toBeVisible();
    expect(screen.getByText('Healthy')).toBeVisible();
    expect(screen.getByText('68 %')).toBeVisible();
    expect(screen.getByText('champion')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Pods, events and details' }),
    ).toHaveAttribute('href', '/catalog/default/component/churn-train/ml');
    expect(backend.reads).toHaveLength(1);
  });

  it('shows the same tab', async () => {
    await render(page(<EntityMlContent />));
    expect(
      await screen.findByRole('toolbar', { name: 'Pods of gpu-workers' }),
    ).toBeVisible();
  });

  it('shows the same board', async () => {
    await render(page(<CallboardPage />));
    expect(await screen.findByText('embed-backfill')).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Callboard' }),
    ).toBeInTheDocument();
  });
});
