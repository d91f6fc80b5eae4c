import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  asGuest,
  card,
  create,
  fillTrainingJob,
  git,
  openTrainingJob,
  setDown,
} from './support';

let tip: string;

test.beforeEach(async ({ page }) => {
  tip = git('rev-parse', 'main');
  await asGuest(page);
});

test.afterEach(async () => {
  await setDown();
});

/** Nothing of what was refused may be in Git. */
const expectNothingCommitted = () => {
  expect(git('rev-parse', 'main')).toBe(tip);
};

test('an illegal value is refused in the form, with the fix', async ({
  page,
}) => {
  await openTrainingJob(page);
  await fillTrainingJob(page, 'Churn_Train');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/'?Name'? must be lower-case letters/).first(),
  ).toBeVisible();

  await fillTrainingJob(page, 'churn-bad');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Memory per worker').fill('16 GB');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(
    page.getByText(/Memory per worker.*write 16Gi for 16 GB/).first(),
  ).toBeVisible();
  expectNothingCommitted();
});

test('a queue that does not exist stops the task before anything is written', async ({
  page,
}) => {
  await openTrainingJob(page);
  await fillTrainingJob(page, 'churn-queue');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Queue').fill('vision-gp');
  await create(page);
  await expect(
    page.getByText(/queue:.*vision-gp.*vision-gpu/s).first(),
  ).toBeVisible();
  expectNothingCommitted();
});

test('a GitOps repository that cannot be reached is named', async ({
  page,
}) => {
  await setDown('git');
  await openTrainingJob(page);
  await fillTrainingJob(page, 'churn-offline');
  await page.getByRole('button', { name: 'Next' }).click();
  await create(page);
  await expect(
    page.getByText(/repository.*git\/gitops\.git/s).first(),
  ).toBeVisible({ timeout: 60_000 });
  expectNothingCommitted();
});

test('a repository that refuses the push is quoted', async ({ page }) => {
  const hook = path.join(
    process.env.GITOPS_REPOSITORY ?? '',
    'hooks/pre-receive',
  );
  writeFileSync(
    hook,
    '#!/bin/sh\necho "Change freeze until Monday" >&2\nexit 1\n',
  );
  chmodSync(hook, 0o755);
  try {
    await openTrainingJob(page);
    await fillTrainingJob(page, 'churn-frozen');
    await page.getByRole('button', { name: 'Next' }).click();
    await create(page);
    await expect(
      page.getByText(/Change freeze until Monday/).first(),
    ).toBeVisible({ timeout: 60_000 });
    expectNothingCommitted();
  } finally {
    rmSync(hook);
  }
});

test('a cluster that is down leaves last known data and no green tick', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/vision-lab');
  const workloads = card(page, 'ML workloads');
  await expect(workloads.getByText('Healthy', { exact: true })).toBeVisible();

  await setDown('k8s');
  await expect(workloads.getByText('Unknown', { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(workloads.getByText('Healthy', { exact: true })).toBeHidden();
  await expect(workloads.getByText('vision-lab').first()).toBeVisible();

  await setDown();
  await expect(workloads.getByText('Healthy', { exact: true })).toBeVisible({
    timeout: 60_000,
  });
});

test('an MLflow that is down ages the models and nothing else', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/defect-detector');
  const models = card(page, 'Models');
  await expect(models.getByText('champion')).toBeVisible();

  await setDown('mlflow');
  await expect(models.getByText(/MLflow demo/).first()).toBeVisible();
  await expect(models.getByText(/is live/)).toBeHidden({ timeout: 60_000 });
  await expect(models.getByText('champion')).toBeVisible();
  await expect(card(page, 'ML workloads').getByText(/is live/)).toBeVisible();
});

test('a component that names no workload is told what to add', async ({
  page,
}) => {
  await page.goto('/catalog/default/component/surface-segmenter');
  const workloads = card(page, 'ML workloads');
  await expect(
    workloads.getByText(/annotations:.*kubernetes-id: surface-segmenter/s),
  ).toBeVisible();
  await expect(
    workloads.getByRole('button', { name: /copy/i }).first(),
  ).toBeVisible();
});
