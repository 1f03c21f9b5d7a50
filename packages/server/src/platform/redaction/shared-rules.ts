import { secretRules } from './rules/index.ts';
import type { RuleSet } from './secrets/rule-set.ts';

let shared: RuleSet | undefined;

/** Compiled once for the process: a workspace without formats of its own needs no copy. */
export const sharedRules = (): RuleSet => {
  shared ??= secretRules();
  return shared;
};
