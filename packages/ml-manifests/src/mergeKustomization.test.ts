import { KustomizationError, mergeKustomization } from './mergeKustomization';

const add = { resources: ['rayjob.yaml'] };

describe('mergeKustomization', () => {
  it.each([undefined, '', '\n'])('starts a new one from %j', current => {
    expect(
      mergeKustomization(current, { resources: ['b.yaml', 'a.yaml'] }),
    ).toBe(
      [
        'apiVersion: kustomize.config.k8s.io/v1beta1',
        'kind: Kustomization',
        'resources:',
        '  - a.yaml',
        '  - b.yaml',
        '',
      ].join('\n'),
    );
  });

  it('keeps comments, order, unknown keys and indentation', () => {
    const current = [
      '# Owned by team-vision',
      'kind: Kustomization',
      'resources: # what runs',
      '- zebra.yaml # keep',
      '- "deploy.yaml"',
      '',
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'commonAnnotations: { note: long long long long long long long long long long long long long }',
      '',
    ].join('\n');
    const merged = mergeKustomization(current, add);
    expect(merged).toBe(
      current.replace('- "deploy.yaml"\n', '- "deploy.yaml"\n- rayjob.yaml\n'),
    );
    expect(mergeKustomization(merged, add)).toBe(merged);
  });

  it.each([
    ['resources:\r\n  - a.yaml\r\nnamePrefix: x\r\n', '\r\n'],
    ['namePrefix: x\nresources:\n  - a.yaml', '\n'],
  ])('changes no other byte of %j', (current, lineBreak) => {
    const merged = mergeKustomization(current, add);
    expect(merged.replace(`${lineBreak}  - rayjob.yaml`, '').trim()).toBe(
      current.trim(),
    );
    expect(mergeKustomization(merged, add)).toBe(merged);
  });

  it('gives back the same bytes when all is listed', () => {
    const current = 'resources:   [   rayjob.yaml,\n other.yaml ]';
    expect(mergeKustomization(current, add)).toBe(current);
  });

  it.each(['kind: Kustomization\n', 'resources:\n', 'resources: []\n'])(
    'adds to %j, once',
    current => {
      const merged = mergeKustomization(current, add);
      expect(merged).toMatch(/resources:\n {2}- rayjob\.yaml\n$/);
      expect(mergeKustomization(merged, add)).toBe(merged);
    },
  );

  it.each([
    'a: [',
    '- a list',
    'text',
    'resources: { a: b }',
    'resources: x',
    'resources:\n  - a: b\n',
  ])('refuses %j', current => {
    expect(() => mergeKustomization(current, add)).toThrow(KustomizationError);
  });
});
