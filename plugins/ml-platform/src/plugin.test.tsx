import { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { entityState, STATES } from '../dev/fixtures/states';
import { healthy } from '../dev/fixtures/workloads';
import { FakeBackend } from './__testUtils__/FakeBackend';
import { clientOf, component, setVisibility } from './__testUtils__/setup';
import { mlPlatformPlugin } from './plugin';

const CARDS = (['workloads', 'accelerators', 'models'] as const).map(name =>
  mlPlatformPlugin.getExtension(`entity-card:ml-platform/${name}`),
);

jest.setTimeout(30_000);

async function renderCards(
  backend: FakeBackend,
  entity: Entity = component(),
  cards = CARDS.length,
) {
  const app = renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...CARDS],
    apis: [clientOf(backend)],
  });
  await waitFor(
    () => expect(screen.getAllByTestId('live-badge')).toHaveLength(cards),
    { timeout: 10_000 },
  );
  return app;
}

function card(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('entity cards', () => {
  const backend = () => {
    const fake = new FakeBackend();
    fake.state = STATES['churn-train']();
    return fake;
  };

  afterEach(() => setVisibility('visible'));

  it('answer what runs, why not, what is held and which model leads', async () => {
    await renderCards(backend());

    const workloads = card('ML workloads');
    const names = (await workloads.findAllByRole('article')).map(article =>
      article.getAttribute('aria-label'),
    );
    expect(names).toEqual([
      'RayCluster ocr-nightly',
      'RayJob churn-train-7f3a',
      'RayCluster churn-serve',
    ]);
    const queued = within(
      workloads.getByRole('article', { name: 'RayJob churn-train-7f3a' }),
    );
    expect(queued.getByText('Queued')).toBeInTheDocument();
    expect(queued.getByText(/Waits for 8 × H100 in queue/)).toBeVisible();
    expect(queued.getByText(/Ask for 2 × H100/)).toBeVisible();
    expect(queued.getByText('0 / 4')).toBeVisible();
    expect(queued.getByText('4f2c1d0')).toBeVisible();
    expect(queued.getByRole('link')).toHaveAttribute(
      'href',
      expect.stringMatching(/\/ml#ml-uid-churn-train-7f3a$/),
    );
    expect(
      workloads.getByRole('link', { name: '1 more, with pods and events' }),
    ).toBeVisible();

    const h100 = within(
      card('Accelerators').getByRole('article', { name: 'H100 80GB HBM3' }),
    );
    expect(h100.getByText('5 busy')).toBeVisible();
    expect(h100.getByText('1 held, no data')).toBeVisible();
    expect(h100.getByText('9 not allocated yet')).toBeVisible();
    expect(h100.getByText('68 %')).toBeVisible();
    expect(
      h100.getByRole('img', { name: /Average use over/ }),
    ).toBeInTheDocument();

    const rows = card('Models').getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('championv140.9132'),
      expect.stringContaining('challengerv150.9171 (+0.0039)'),
      expect.stringContaining('newestv16Registering0.9184 (+0.0052)'),
    ]);
  });

  it('share one request and one stream, and patch in place', async () => {
    const fake = backend();
    await renderCards(fake);
    await waitFor(() => expect(fake.openStreams).toHaveLength(1));
    expect(fake.reads).toEqual([
      '/api/ml-platform/entities/component/default/churn-train',
    ]);

    const status = card('ML workloads').getByRole('status');
    expect(status).toBeEmptyDOMElement();
    await act(async () => {
      fake.openStreams[0].patch('7', 'workloads', {
        ...entityState([]).workloads,
        items: [
          {
            ...healthy,
            verdict: {
              ...healthy.verdict,
              status: 'failed',
              summary: 'The head was evicted',
            },
          },
        ],
      });
    });
    expect(await card('ML workloads').findByText('Failed')).toBeVisible();
    expect(status).toHaveTextContent(
      'churn-serve: Failed, The head was evicted',
    );
    expect(fake.streams).toHaveLength(1);
    expect(fake.reads).toHaveLength(1);
  });

  it('ask for nothing while hidden, and resume where they were', async () => {
    const fake = backend();
    await renderCards(fake);
    await waitFor(() => expect(fake.openStreams).toHaveLength(1));
    await act(async () => {
      fake.openStreams[0].patch('a/41', 'models', fake.state?.models);
    });
    await act(async () => setVisibility('hidden'));
    await waitFor(() => expect(fake.openStreams).toHaveLength(0));

    await act(async () => setVisibility('visible'));
    await waitFor(() => expect(fake.openStreams).toHaveLength(1));
    expect(fake.openStreams[0].lastEventId).toBe('a/41');
    expect(fake.reads).toHaveLength(1);
  });

  it('keep what is known when the stream breaks, and come back', async () => {
    const fake = backend();
    await renderCards(fake);
    await waitFor(() => expect(fake.openStreams).toHaveLength(1));
    await act(async () => {
      fake.openStreams[0].patch('8', 'models', fake.state?.models);
      fake.openStreams[0].fail();
    });
    expect(await card('Models').findByText(/Reconnecting/)).toBeVisible();
    expect(card('Models').getByText('champion')).toBeVisible();
    await waitFor(() => expect(fake.openStreams).toHaveLength(1), {
      timeout: 3_000,
    });
    expect(fake.openStreams[0].lastEventId).toBe('8');
    await waitFor(() =>
      expect(card('Models').queryByText(/Reconnecting/)).toBeNull(),
    );
  });

  it('grey what an upstream cannot confirm, and name it', async () => {
    const fake = new FakeBackend();
    fake.state = STATES.stale();
    await renderCards(fake);
    const workloads = card('ML workloads');
    expect(await workloads.findByText('Was Healthy')).toBeVisible();
    expect(workloads.getByText(/Not all live/)).toBeVisible();
    expect(workloads.getByRole('note')).toHaveTextContent(
      /Last known state from 12 min ago.*Cluster prod-eu does not answer: connection refused/,
    );
    const accelerators = card('Accelerators');
    expect(accelerators.getByText(/No data on use/)).toBeVisible();
    expect(accelerators.getByText(/no answer within 5 s/)).toBeVisible();
    expect(accelerators.queryByText('0 %')).toBeNull();
    expect(card('Models').getByText(/is live/)).toBeVisible();
  });

  it('are calm about what has ended, and about what is yet to come', async () => {
    const fake = new FakeBackend();
    fake.state = STATES.ended();
    const ended = await renderCards(fake);
    const done = within(
      await card('ML workloads').findByRole('article', {
        name: 'RayJob churn-train-2b91',
      }),
    );
    expect(done.getByText('ran 52 min')).toBeVisible();
    expect(done.queryByText(/0 \/ 0/)).toBeNull();
    expect(done.getAllByText('Completed')).toHaveLength(1);
    expect(
      card('Accelerators').getByText(
        'Holds none now: its workloads have ended.',
      ),
    ).toBeVisible();
    expect(card('Accelerators').queryByText(/Looked for/)).toBeNull();
    ended.unmount();

    const first = new FakeBackend();
    first.state = STATES['first-run']();
    await renderCards(first);
    expect(
      await card('Models').findByText(
        'No version yet: looks for registered model churn-train in MLflow server main.',
      ),
    ).toBeVisible();
    expect(card('ML workloads').getByText(/asks for 8 × NVIDIA/)).toBeVisible();
    // Nothing is held, so nothing can be measured or is missing.
    expect(
      card('Accelerators').getByText('16 not allocated yet'),
    ).toBeVisible();
    expect(card('Accelerators').queryByText(/no data/i)).toBeNull();
  });

  it('are quiet while live, and say since when on hover', async () => {
    await renderCards(backend());
    const badge = within(card('Models').getByTestId('live-badge'));
    expect(await badge.findByText('Live')).toHaveAttribute(
      'title',
      expect.stringMatching(/sign of life \d+ s ago$/),
    );
    expect(badge.getByText(/, \d+ s ago/)).toBeInTheDocument();
  });

  it('show an outline before anything is known, and never after', async () => {
    const fake = backend();
    let answer = () => {};
    const held = new Promise<void>(resolve => {
      answer = resolve;
    });
    fake.beforeRead = () => held;
    await renderCards(fake);
    expect(card('Models').getByTestId('ml-loading')).toHaveAttribute(
      'aria-busy',
      'true',
    );
    expect(screen.queryByRole('progressbar')).toBeNull();
    await act(async () => answer());
    expect(await card('Models').findByText('champion')).toBeVisible();
    await waitFor(() => expect(fake.openStreams).toHaveLength(1));
    await act(async () => fake.openStreams[0].fail());
    expect(await card('Models').findByText(/Reconnecting/)).toBeVisible();
    expect(screen.queryByTestId('ml-loading')).toBeNull();
  });

  it('say what was looked for, and what is not allowed', async () => {
    const fake = new FakeBackend();
    fake.state = STATES.empty();
    await renderCards(fake);
    expect(
      await card('ML workloads').findByText(
        /RayCluster, RayJob and RayService/,
      ),
    ).toHaveTextContent('in cluster prod-eu, all namespaces');
    expect(card('ML workloads').getByText(/Likely causes/)).toBeVisible();
    expect(card('Models').getByText('ml-platform.model.read')).toBeVisible();
  });

  it('show what to add to an ML component without annotations', async () => {
    const fake = new FakeBackend();
    fake.state = STATES['no-annotation']();
    await renderCards(fake, component({}), 1);
    expect(
      await screen.findByText(/mlflow-registered-models: churn-train/),
    ).toHaveTextContent('backstage.io/kubernetes-id: churn-train');
    expect(
      screen.getByText(/entity-ref: component:default\/churn-train/),
    ).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Models' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Accelerators' })).toBeNull();
  });

  it('do not show on other entities', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({
          entity: { ...component({}), spec: { type: 'service' } },
        }),
        ...CARDS,
      ],
      apis: [clientOf(new FakeBackend())],
    });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('name the permission when refused, and do not ask again', async () => {
    const fake = new FakeBackend();
    fake.refuse = 403;
    await renderCards(fake);
    expect(
      await card('ML workloads').findByText('ml-platform.workload.read'),
    ).toBeVisible();
    expect(card('ML workloads').getByText('Not connected')).toBeVisible();
  });

  it('say that the backend is down, and recover on their own', async () => {
    const fake = backend();
    fake.refuse = 503;
    await renderCards(fake);
    expect(
      await card('ML workloads').findByText(
        'The ml-platform backend cannot be read',
      ),
    ).toBeVisible();
    fake.refuse = undefined;
    expect(
      await card('ML workloads').findByText('ocr-nightly', undefined, {
        timeout: 3_000,
      }),
    ).toBeVisible();
  });

  it('pass axe', async () => {
    const { container } = await renderCards(backend());
    await screen.findByText('ocr-nightly');
    // Colours are not computed without a browser.
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
});
