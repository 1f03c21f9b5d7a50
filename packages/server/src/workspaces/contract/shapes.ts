import { z } from 'zod';

/** A short name by which programs know a role or a team. */
export const recordKey = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/, 'Must be lower-case letters, digits and inner `-` or `_`.')
    .meta({ description: 'Short name, unique among its kind in the workspace.', examples: ['tier-two'] });

export const count = (description: string) =>
  z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description });

export const dryRun = () =>
  z.boolean().default(false).meta({ description: 'Only tell what would be done; nothing is changed.' });

/** What depends on something that goes away. */
export const workEffects = z
  .strictObject({
    conversations: count('Conversations that change.'),
    issues: count('Issues that change.'),
    automations: count('Automations that name it.'),
    macros: count('Macros that name it.'),
  })
  .meta({ id: 'WorkEffects' });
