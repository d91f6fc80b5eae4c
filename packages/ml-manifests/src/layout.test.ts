import fc from 'fast-check';
import { estimateCost } from './estimateCost';
import { parseQuantity } from './input/quantity';
import { layOut } from './layout';
import { rayClusterBundle, rayJobBundle } from './ray/rayBundle';
import { clusterInput, jobInput } from './__testUtils__/inputs';

describe('layOut', () => {
  it('gives each component a directory of its own', () => {
    const { path, files } = layOut(rayJobBundle(jobInput()), 'clusters/');
    expect(path).toBe('clusters/demo/team-vision/churn-train');
    expect(files.map(file => file.path)).toEqual([
      `${path}/rayjob.yaml`,
      `${path}/kustomization.yaml`,
    ]);
    expect(files[1].content).toMatch(/resources:\n {2}- rayjob\.yaml\n$/);
  });

  it.each(['', '.', '/'])('starts at the top with root %j', root => {
    const { path } = layOut(rayClusterBundle(clusterInput()), root);
    expect(path).toBe('demo/team-vision/churn-train');
  });
});

describe('estimateCost', () => {
  const bundle = rayClusterBundle(
    clusterInput({
      accelerator: { profile: 'nvidia-h100-80gb', count: 8 },
      workers: { minReplicas: 1, maxReplicas: 2 },
    }),
  );

  it('multiplies devices by price and says what it assumes', () => {
    expect(estimateCost(bundle)).toEqual({
      currency: 'EUR',
      perHour: 62.4,
      perHourMin: 31.2,
      assumptions: [
        expect.stringMatching(/accelerators only/),
        expect.stringMatching(/^NVIDIA H100 80 GB: 3\.9 EUR .*list price/),
      ],
    });
  });

  it('takes your own price, and nothing for no accelerator', () => {
    const prices = { 'nvidia-h100-80gb': 1.5 };
    const estimate = estimateCost(bundle, prices);
    expect(estimate.perHour).toBe(24);
    expect(estimate.assumptions[1]).toMatch(/from configuration$/);
    expect(estimateCost(rayJobBundle(jobInput())).perHour).toBe(0);
  });
});

describe('parseQuantity', () => {
  it.each([
    ['500m', 0.5],
    ['16Gi', 16 * 2 ** 30],
    ['1.5G', 1.5e9],
    ['1e3', 1000],
    ['12E', 12e18],
    ['.5', 0.5],
  ])('reads %s', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value);
  });

  it('refuses everything that has a space, a sign or a byte', () => {
    const text = fc.stringMatching(/^\d{1,4}( [KMG]i?|[KMG]i?B|gb| )$/);
    fc.assert(
      fc.property(text, value => {
        expect(parseQuantity(value)).toBeUndefined();
        expect(parseQuantity(`-${value.trim()}`)).toBeUndefined();
      }),
    );
  });
});
