import { RE2JS } from 're2js';

/** Steps of the compiled pattern: the time of a match is at most this times the length of the text. */
const stepsMax = 1000;
const keptMax = 500;
const kept = new Map<string, RE2JS>();

/** What is wrong with a pattern that a workspace gives; null when it can be used. */
export function patternProblem(pattern: string): string | null {
  try {
    return compiled(pattern).programSize() > stepsMax ? 'Must have fewer or smaller repetitions.' : null;
  } catch {
    return 'Must be a regular expression in the syntax of RE2.';
  }
}

/**
 * Whether all of a text is what the pattern says. In linear time: patterns come from callers, and with JavaScript's
 * own engine a short one could hold the process for hours.
 */
export const matchesPattern = (pattern: string, text: string): boolean => compiled(pattern).matches(text);

function compiled(pattern: string): RE2JS {
  const found = kept.get(pattern);
  if (found) return found;
  const made = RE2JS.compile(pattern);
  if (made.programSize() > stepsMax) return made;
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value!);
  kept.set(pattern, made);
  return made;
}
