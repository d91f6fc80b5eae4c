import { AcceleratorProfile } from '../accelerators';

/** Ray release of the default images. @public */
export const DEFAULT_RAY_VERSION = '2.55.1';

/**
 * Ray release that an image's tag names, such as `2.55.1` for
 * `rayproject/ray:2.55.1-py312-cu128`; undefined when it names none.
 *
 * @public
 */
export function rayVersionOf(image: string): string | undefined {
  return /:v?(\d+\.\d+\.\d+)(?![\d.])[^/:@]*(@|$)/.exec(image)?.[1];
}

/**
 * Image and version that belong together. With neither given, the default
 * release; with one, the other follows from it. `rayVersion` stays undefined
 * when the image's tag does not tell it, `image` when Ray publishes none for
 * the accelerator (Neuron).
 *
 * @public
 */
export function resolveRayImage(
  input: { image?: string; rayVersion?: string },
  profile: AcceleratorProfile,
): { image?: string; rayVersion?: string } {
  if (input.image) {
    return {
      image: input.image,
      rayVersion: input.rayVersion ?? rayVersionOf(input.image),
    };
  }
  const rayVersion = input.rayVersion ?? DEFAULT_RAY_VERSION;
  if (profile.image === 'neuron') {
    return { rayVersion };
  }
  // The bare `-gpu` tag moves between CUDA releases; the full one does not.
  const build = profile.image === 'cuda' ? 'cu128' : 'cpu';
  return { image: `rayproject/ray:${rayVersion}-py312-${build}`, rayVersion };
}
