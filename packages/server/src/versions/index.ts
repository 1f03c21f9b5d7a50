import { type ApiVersion, apiVersions, newestVersion } from '../contract/versions.ts';
import { ProblemError } from '../platform/problem.ts';
import { transform as v20260901 } from './2026-09-01.ts';
import type { Transform } from './transform.ts';

/** From newest to oldest: a request of an older contract goes through all that are newer than its own. */
const transforms: readonly Transform[] = [v20260901];

/** An older contract, with all that lies between it and the newest. */
export interface Edition {
  readonly version: string;
  readonly deprecatedAt: Date;
  readonly sunsetAt: Date;
  upgrade(operation: string, input: unknown): unknown;
  downgrade(operation: string, output: unknown): unknown;
}

const editions = new Map(transforms.map(({ version }, index) => [version, edition(version, index)]));
const known = new Map<string, ApiVersion>(apiVersions.map((each) => [each.version, each]));

function edition(version: string, index: number): Edition {
  const between = transforms.slice(0, index + 1);
  const { deprecatedAt, sunsetAt } = apiVersions.find((each) => each.version === version)!;
  return {
    version,
    deprecatedAt: new Date(deprecatedAt!),
    sunsetAt: new Date(sunsetAt!),
    upgrade: (operation, input) =>
      between.reduceRight((value, { inputs }) => inputs[operation]?.(value) ?? value, input),
    downgrade: (operation, output) =>
      between.reduce((value, { outputs }) => outputs[operation]?.(value) ?? value, output),
  };
}

/** Refuses the date of a contract that is not served. */
export function assertServed(version: string): void {
  selectEdition(version);
}

/** The contract that a call speaks: null is the newest, and costs nothing. */
export function selectEdition(asked: string): Edition | null {
  if (asked === newestVersion) return null;
  const found = editions.get(asked);
  if (found) return found;
  const supported = [newestVersion, ...editions.keys()];
  const retired = known.get(asked);
  if (retired)
    throw new ProblemError('api_version_retired', `The contract of ${retired.version} is no longer served.`, {
      metadata: { version: retired.version, supported },
    });
  throw new ProblemError('unsupported_api_version', 'There is no contract of the date asked for.', {
    metadata: { supported },
  });
}
