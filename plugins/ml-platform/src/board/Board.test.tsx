import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { fleet } from '../../dev/fixtures/fleet';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { clientOf, setVisibility } from '../__testUtils__/setup';
import { mlPlatformPlugin } from '../plugin';

jest.setTimeout(30_000);

async function renderBoard(backend: FakeBackend, path = '/ml-platform') {
  const app = renderTestApp({
    features: [mlPlatformPlugin],
    apis: [clientOf(backend)],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
  await screen.findByTestId('live-badge', {}, { timeout: 10_000 });
  return app;
}

function withFleet() {
  const backend = new FakeBackend();
  backend.fleet = fleet();
  return backend;
}

/** Headings of the acts and names of the workloads, as they stand. */
function lines() {
  return screen
    .getAllByRole('rowheader')
    .map(header => header.textContent)
    .filter(Boolean);
}

describe('callboard', () => {
  afterEach(() => setVisibility('visible'));

  it('posts everything, what needs somebody first', async () => {
    await renderBoard(withFleet());
    await screen.findByText('embed-backfill');
    expect(lines()).toEqual([
      'Needs attention2stage manager, please',
      'embed-backfillRayJob',
      'ocr-nightlyRayCluster',
      'Queued1in the wings',
      'churn-train-7f3aRayJob',
      'Starting1making their entrance',
      'bert-sweepRayJob',
      'Running4on stage',
      'translate-mt5RayJob',
      'fraud-graphRayCluster',
      'churn-serveRayCluster',
      'rankerRayService',
      'Paused1in the interval',
      'notebook-warmRayCluster',
      'Completed2took their bow',
      'feature-refreshRayJob',
      'churn-train-2b91RayJob',
    ]);
    expect(
      screen.getByRole('link', { name: 'embed-backfill' }),
    ).toHaveAttribute('href', '/catalog/default/component/embed-backfill');
    const row = screen.getByRole('row', { name: /translate-mt5/ });
    expect(row).toHaveTextContent('team-languageprod-eu32 × AWS Neuron core');
    // What waits says what it asks for, and whose it is.
    expect(
      screen.getByRole('row', { name: /churn-train-7f3a/ }),
    ).toHaveTextContent('visionprod-eu / team-visionasks for 8 × NVIDIA GPU');
    expect(
      screen.getByRole('row', { name: /churn-train-2b91/ }),
    ).toHaveTextContent(/–Completedran 52 min/);
    const stale = screen.getByRole('row', { name: /fraud-graph/ });
    expect(stale).toHaveTextContent(/Was Healthy.*Last known/);
    expect(screen.getByText(/connect ECONNREFUSED/)).toBeVisible();
  });

  it('filters by act and by typing, and keeps both in the address', async () => {
    const user = userEvent.setup();
    await renderBoard(withFleet(), '/ml-platform?q=team-search');
    await screen.findByText('embed-backfill');
    expect(screen.getByRole('searchbox')).toHaveValue('team-search');
    expect(screen.queryByText('ocr-nightly')).toBeNull();

    const running = screen.getByRole('button', { name: /Running/ });
    expect(running).toHaveTextContent('1');
    await user.click(running);
    expect(running).toHaveAttribute('aria-pressed', 'true');
    expect(lines()).toEqual(['Running1on stage', 'rankerRayService']);

    await user.type(screen.getByRole('searchbox'), ' nowhere');
    expect(
      await screen.findByText('Nothing on the board matches.'),
    ).toBeVisible();
  });

  it('cuts long reasons to three lines, and shows them whole on a press', async () => {
    // Nothing is laid out here: every text is taller than its box.
    const height = jest
      .spyOn(Element.prototype, 'scrollHeight', 'get')
      .mockReturnValue(200);
    try {
      const user = userEvent.setup();
      await renderBoard(withFleet(), '/ml-platform?q=embed-backfill');
      const reason = await screen.findByText(/Entrypoint ended/);
      expect(reason).toHaveAttribute('title', reason.textContent);
      const more = screen.getByRole('button', { name: 'Show all of it' });
      expect(more).toHaveAttribute('aria-expanded', 'false');
      await user.click(more);
      expect(reason).toHaveAttribute('data-open');
      expect(reason).not.toHaveAttribute('title');
      await user.click(screen.getByRole('button', { name: 'Show less' }));
      expect(reason).not.toHaveAttribute('data-open');
    } finally {
      height.mockRestore();
    }
  });

  it('asks for nothing while hidden', async () => {
    setVisibility('hidden');
    const backend = withFleet();
    await renderBoard(backend);
    expect(screen.getByText('Loading')).toBeVisible();
    expect(backend.reads).toEqual([]);
    setVisibility('visible');
    expect(await screen.findByText('embed-backfill')).toBeVisible();
    expect(backend.reads).toEqual(['/api/ml-platform/workloads']);
  });

  it('names the permission when refused', async () => {
    const backend = new FakeBackend();
    backend.refuse = 403;
    await renderBoard(backend);
    expect(await screen.findByText('ml-platform.workload.read')).toBeVisible();
  });

  it('says so when the board is empty', async () => {
    const backend = new FakeBackend();
    backend.fleet = { items: [], sources: [], lookedFor: [] };
    await renderBoard(backend);
    expect(await screen.findByText('The board is empty')).toBeVisible();
  });

  it('passes axe', async () => {
    const { container } = await renderBoard(withFleet());
    await screen.findByText('embed-backfill');
    const main = container
      .querySelector('table')
      ?.closest('div')?.parentElement;
    await waitFor(() => expect(main).toBeTruthy());
    const { violations } = await axe.run(main ?? container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(within(container).getAllByRole('table')).toHaveLength(1);
  });
});
