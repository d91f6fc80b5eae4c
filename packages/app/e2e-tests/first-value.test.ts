import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, Page, test } from '@playwright/test';
import { card, create, fillTrainingJob, git, picture, signIn } from './support';

/** Clicks that the page saw, as a person would count them. */
async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction('countClick', () => {
    clicks += 1;
  });
  await page.addInitScript(() => {
    window.addEventListener(
      'click',
      // Playwright's clicks are trusted; those that scripts make are not.
      event =>
        event.isTrusted &&
        (window as Window & { countClick?(): void }).countClick?.(),
      { capture: true },
    );
  });
  return () => clicks;
}

test('first value: a form becomes a running workload with a model version', async ({
  page,
}) => {
  const clicks = await countClicks(page);
  const before = git('rev-parse', 'main');

  await signIn(page);
  await page.goto('/catalog');
  await expect(
    page.getByRole('link', { name: 'Defect detector' }),
  ).toBeVisible();

  const atCatalog = clicks();
  await page.getByRole('link', { name: 'Create', exact: true }).first().click();
  await page.getByRole('button', { name: 'Choose' }).click();

  await fillTrainingJob(page, 'churn-train');
  await page
    .getByLabel('Description')
    .fill('Predicts who will leave next month');
  await picture(page, 'create');
  await page.getByRole('button', { name: 'Next' }).click();
  await create(page);

  const toEntity = page.getByRole('link', { name: 'Open in the catalog' });
  await expect(toEntity).toBeVisible();
  await picture(page, 'task');
  await toEntity.click();

  const workloads = card(page, 'ML workloads');
  await expect(
    workloads.getByText(/^(Queued|Progressing|Healthy)$/),
  ).toBeVisible();
  const shownAt = Date.now();
  const shown = clicks() - atCatalog;

  // What Git holds: one commit, by the person, with the whole directory.
  const commits = git('rev-list', `${before}..main`).split('\n');
  expect(commits).toHaveLength(1);
  expect(git('log', '-1', '--format=%an %ae', 'main')).toBe(
    'Guest guest@northwind.example',
  );
  expect(git('log', '-1', '--format=%B', 'main')).toContain(
    'Callboard-Entity: component:default/churn-train',
  );
  expect(git('diff', '--name-only', before, 'main').split('\n').sort()).toEqual(
    ['catalog-info.yaml', 'kustomization.yaml', 'rayjob.yaml'].map(
      file => `clusters/demo/team-vision/churn-train/${file}`,
    ),
  );

  // The same page follows the job to its end, without a reload.
  await expect(workloads.getByText('Healthy', { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(
    card(page, 'Accelerators').getByText('L4').first(),
  ).toBeVisible();
  await picture(page, 'entity-running');
  await expect(
    workloads.getByText('Completed', { exact: true }).first(),
  ).toBeVisible({
    timeout: 90_000,
  });
  await expect(card(page, 'Models').getByText('champion')).toBeVisible({
    timeout: 30_000,
  });
  await picture(page, 'entity-completed');

  expect(shown).toBeLessThanOrEqual(8);
  writeFileSync(
    path.join(process.env.E2E_OUTPUT ?? '.', 'first-value.json'),
    JSON.stringify({ clicks: shown, shownAt }),
  );
});
