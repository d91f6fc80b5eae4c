/**
 * The candidate that starts with a word, or else the closest one by edit
 * distance; undefined when none is close enough to be what was meant.
 */
function nearest(word: string, candidates: string[]): string | undefined {
  const longer = candidates.find(candidate => candidate.startsWith(word));
  if (longer && word) {
    return longer;
  }
  const ranked = candidates
    .map(candidate => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  const limit = Math.max(2, Math.floor(word.length / 2));
  return best && best.distance <= limit ? best.candidate : undefined;
}

/** "did you mean vision-gpu? known: language-gpu, vision-gpu" */
export function suggest(word: string, known: string[]): string {
  if (known.length === 0) {
    return 'none is known';
  }
  const list = `known: ${[...known].sort().join(', ')}`;
  const guess = nearest(word, known);
  return guess ? `did you mean ${guess}? ${list}` : list;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replace, row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[b.length];
}
