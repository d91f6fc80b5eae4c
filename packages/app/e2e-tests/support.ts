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
    page.getByRole('navigation', { name: 'sidebar nav' }),
  ).toBeVisible();
}

/** A picture of the page, into E2E_SCREENSHOTS or beside the report. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder =
    process.env.E2E_SCREENSHOTS ?? path.join(required('E2E_OUTPUT'), 'pictures');
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
