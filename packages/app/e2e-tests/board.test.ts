import { expect, test } from '@playwright/test';
import { asGuest, picture, signIn } from './support';

test('the board opens first and leads to an entity', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Needs attention').first()).toBeVisible();
  await expect(page.getByText(/cannot be pulled/)).toBeVisible();
  await picture(page, 'board');

  await page
    .getByRole('link', { name: /vision-lab/ })
    .first()
    .click();
  await expect(
    page.getByRole('region', { name: 'ML workloads' }),
  ).toBeVisible();
});

test('the entity tab shows pods, delivery and devices, in the dark too', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await asGuest(page);
  await page.goto('/catalog/default/component/intent-classifier/ml');
  await expect(page.getByText('Git commit').first()).toBeVisible();
  await expect(page.getByText(/H100/).first()).toBeVisible();
  await picture(page, 'tab-dark');
});
