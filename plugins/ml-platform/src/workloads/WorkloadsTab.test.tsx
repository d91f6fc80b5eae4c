import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { STATES } from '../../dev/fixtures/states';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { clientOf, component } from '../__testUtils__/setup';
import { mlPlatformPlugin } from '../plugin';

jest.setTimeout(30_000);

async function renderTab(state: string) {
  const backend = new FakeBackend();
  backend.state = STATES[state]();
  const app = renderTestApp({
    extensions: [
      createTestEntityPage({ entity: component() }),
      mlPlatformPlugin.getExtension('entity-content:ml-platform'),
    ],
    apis: [clientOf(backend)],
  });
  await screen.findAllByTestId('live-badge', {}, { timeout: 10_000 });
  return app;
}

describe('ML tab', () => {
  it('tells why, worst workload first and what blocks first on top', async () => {
    await renderTab('churn-train');
    const degraded = within(
      await screen.findByRole('region', { name: 'RayCluster ocr-nightly' }),
    );
    const reasons = degraded.getByRole('list', { name: /what blocks first/ });
    expect(
      within(reasons)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(
        /^Pod ocr-nightly-worker-5 fits no node.*Scheduling · Unschedulable · Pod\/ocr-nightly-worker-5$/,
      ),
      expect.stringContaining('Raise its memory above 32 GiB.'),
      expect.stringContaining('OutOfSync'),
    ]);

    const steps = degraded.getByRole('list', { name: 'Delivery' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map(item => [
          within(item).getByLabelText(/done|problem|not yet/).ariaLabel,
          item.textContent,
        ]),
    ).toEqual([
      ['done', 'Git commita81b3c0'],
      ['problem', expect.stringContaining('out of sync')],
      ['done', expect.stringContaining('In the cluster5 h ago')],
      ['problem', expect.stringContaining('Degradedstarted 5 h ago')],
    ]);
    expect(degraded.getByText('ready · min 2 · max 6')).toBeVisible();
    expect(degraded.getByText('2.52.0')).toBeVisible();

    const panels = screen
      .getAllByRole('region')
      .map(region => region.getAttribute('aria-label'))
      .filter(name => name?.startsWith('Ray'));
    expect(panels).toEqual([
      'RayCluster ocr-nightly',
      'RayJob churn-train-7f3a',
      'RayCluster churn-serve',
      'RayJob churn-train-2b91',
    ]);
  });

  it('says which pods of an ended workload are gone', async () => {
    await renderTab('ended');
    const panel = within(
      await screen.findByRole('region', { name: 'RayJob churn-train-2b91' }),
    );
    expect(panel.getByText('Pods of head, workers are gone.')).toBeVisible();
    expect(
      within(panel.getByRole('region', { name: 'submitter' })).getByText(
        '1 pod left',
      ),
    ).toBeVisible();
    const steps = panel.getByRole('list', { name: 'Delivery' });
    expect(
      within(within(steps).getAllByRole('listitem')[3]).getByLabelText('done'),
    ).toBeInTheDocument();
    expect(panel.getByText('ran 52 min')).toBeVisible();
  });

  it('lets the keyboard walk the pods and open one with its events', async () => {
    const user = userEvent.setup();
    await renderTab('churn-train');
    const pods = within(
      within(
        await screen.findByRole('region', { name: 'RayCluster ocr-nightly' }),
      ).getByRole('toolbar', { name: 'Pods of workers' }),
    );
    const [first] = pods.getAllByRole('button');
    first.focus();
    await user.keyboard('{ArrowRight}{End}{ArrowLeft}');
    expect(document.activeElement).toHaveAccessibleName(
      'ocr-nightly-worker-4, Failed, CrashLoopBackOff, 6 restarts',
    );
    expect(pods.getAllByRole('button').filter(b => b.tabIndex === 0)).toEqual([
      document.activeElement,
    ]);

    await user.keyboard('{Enter}');
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Pod ocr-nightly-worker-4' }),
    );
    expect(drawer.getByText('Failed: CrashLoopBackOff')).toBeInTheDocument();
    expect(drawer.getByText('gpu-l4-02')).toBeInTheDocument();
    expect(drawer.getByText('BackOff')).toBeInTheDocument();
    expect(drawer.queryByText('FailedScheduling')).toBeNull();
    await user.click(drawer.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('lists devices and versions, with no data where there is none', async () => {
    await renderTab('churn-train');
    const devices = await screen.findByRole('table', { name: 'Devices' });
    const rows = within(devices).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(7);
    // Devices of a pod stand side by side, under its name once.
    expect(rows[0]).toHaveTextContent(
      /^churn-serve-gpu-workers-0gpu-h100-01GPU-0c4f19a0.*92 %70\.6 GiB \/ 80\.0 GiB/,
    );
    expect(rows[1]).toHaveTextContent(/^GPU-4c4f19a4/);
    const unmeasured = rows.find(row => /GPU-6/.test(row.textContent ?? ''));
    expect(unmeasured).toHaveTextContent(/no datano data/);

    const versions = screen.getByRole('table', { name: 'Versions' });
    const champion = within(versions)
      .getAllByRole('row')
      .find(row => row.textContent?.includes('champion'));
    expect(champion).toHaveTextContent(/v14championeuReady0\.9132/);
    expect(champion).toHaveTextContent('RayJob/churn-train-14');
    expect(within(versions).queryByText(/system\//)).toBeNull();
    expect(
      within(versions).getAllByRole('link')[0].getAttribute('href'),
    ).toContain('mlflow.example.com');
  });

  it('passes axe', async () => {
    const { container } = await renderTab('healthy');
    await screen.findByRole('region', { name: 'RayCluster churn-serve' });
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
