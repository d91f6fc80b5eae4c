import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, Page } from '@playwright/test';

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run this with npm run e2e`);
  }
  return value;
}

/** Runs git in the bare GitOps repository. */
export const git = (...args: string[]): string =>
  execFileSync('git', ['--git-dir', required('GITOPS_REPOSITORY'), ...args], {
    encoding: 'utf8',
  }).trim();

/** Takes these upstreams away, and brings all others back. */
export async function setDown(
  ...parts: ('k8s' | 'mlflow' | 'prometheus' | 'git')[]
): Promise<void> {
  const response = await fetch(`${required('GATE_URL')}/gate`, {
    method: 'POST',
    body: JSON.stringify({ down: parts }),
  });
  if (!response.ok) {
    throw new Error(`The gate answers ${response.status}`);
  }
}

export async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('link', { name: 'Catalog', exact: true }),
  ).toBeVisible();
}

/** For journeys that begin on a page of their own: signed in already. */
export async function asGuest(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // Where Backstage's sign-in page remembers the choice.
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
  });
}

/** A picture of the page, into E2E_SCREENSHOTS or beside the report. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder =
    process.env.E2E_SCREENSHOTS ??
    path.join(required('E2E_OUTPUT'), 'pictures');
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** From the list of templates to the first page of the training job's form. */
export async function openTrainingJob(page: Page): Promise<void> {
  await page.goto('/create/templates/default/ray-training-job');
  await expect(page.getByLabel('Name', { exact: false }).first()).toBeVisible();
}

/** Fills in what the form cannot know. */
export async function fillTrainingJob(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: false }).first().fill(name);
  await page.getByLabel('Owner').click();
  await page.getByRole('option', { name: /vision/i }).click();
}

/** From the last page of the form to the task that it starts. */
export async function create(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL('**/create/tasks/**');
}

/** A card of the entity page, by its title. */
export const card = (page: Page, name: string) =>
  page.getByRole('region', { name });
