import { createRequire } from 'node:module';
import { expect, Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { asGuest, card } from './support';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

const RUNNING = '/catalog/default/component/intent-classifier';
const ENDED = '/catalog/default/component/defect-detector';
const BLOCKED = '/catalog/default/component/ticket-router';

/** What axe finds serious or critical in these parts of the page. */
async function seriousIn(page: Page, parts: string[]): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations, passes } = await page.evaluate(async include => {
    const { axe } = window as unknown as {
      axe: { run(context: { include: string[] }): Promise<AxeResults> };
    };
    return axe.run({ include });
  }, parts);
  // Nothing found in nothing is no proof.
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`),
    );
}

/** How far the widest of these parts reaches over the edge, px. */
function overflow(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    css =>
      Math.max(
        ...[...document.querySelectorAll(css)].map(
          part => part.getBoundingClientRect().right - window.innerWidth,
        ),
      ),
    selector,
  );
}

const REGIONS = '[role="region"]';
const CARDS = ['ML workloads', 'Accelerators', 'Models'];
const SECTIONS = ['Workloads', 'Accelerators', 'Models'];
const BOARD = '[data-testid="callboard"]';

const named = (names: string[]) => names.map(name => `[aria-label="${name}"]`);

// Many pages each, and axe looks at every element of them.
test.describe.configure({ timeout: 240_000 });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious accessibility problem, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await asGuest(page);
    await page.goto('/ml-platform');
    await expect(page.getByText(/cannot be pulled/)).toBeVisible();
    expect(await seriousIn(page, [BOARD]), 'board').toEqual([]);

    for (const path of [RUNNING, ENDED, BLOCKED]) {
      await page.goto(path);
      await expect(card(page, 'Models').getByText(/is live/)).toBeVisible();
      expect(await seriousIn(page, named(CARDS)), path).toEqual([]);

      await page.goto(`${path}/ml`);
      await expect(card(page, 'Models').getByText(/is live/)).toBeVisible();
      expect(await seriousIn(page, named(SECTIONS)), `${path}/ml`).toEqual([]);
    }
  });
}

for (const width of [400, 1024]) {
  test(`nothing reaches over the edge at ${width} px`, async ({ page }) => {
    await asGuest(page);
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/ml-platform');
    await expect(page.getByText(/cannot be pulled/)).toBeVisible();
    expect(
      await overflow(page, `${BOARD}, ${BOARD} tbody tr`),
    ).toBeLessThanOrEqual(0);

    for (const path of [RUNNING, `${RUNNING}/ml`, `${BLOCKED}/ml`]) {
      await page.goto(path);
      await expect(card(page, 'Models').getByText(/is live/)).toBeVisible();
      expect(
        await overflow(page, `${REGIONS}, ${named(SECTIONS)}`),
      ).toBeLessThanOrEqual(0);
    }
  });
}
