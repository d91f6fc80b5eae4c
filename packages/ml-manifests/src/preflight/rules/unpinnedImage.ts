import { StaticRule } from '../PreflightRule';

/** The same manifest must run the same code tomorrow. */
export const unpinnedImage: StaticRule = ({ pods }) => {
  const images = new Set(
    pods.flatMap(({ template }) =>
      template.spec.containers.map(({ image }) => image),
    ),
  );
  return [...images].filter(isUnpinned).map(image => ({
    code: 'UnpinnedImage',
    severity: 'error',
    path: 'image',
    message: `image "${image}" can change under the same name`,
    fix: 'use a release tag, such as 2.55.1-py312-cu128, or a digest',
  }));
};

function isUnpinned(image: string): boolean {
  if (image.includes('@sha256:')) {
    return false;
  }
  // After the last slash, so that a registry's port is not taken for a tag.
  const tag = image.split('/').pop()?.split(':')[1];
  return !tag || /^(latest|nightly)(-|$)/.test(tag);
}
