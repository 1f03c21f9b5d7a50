import { z } from 'zod';
import { sizes } from './sizes.ts';

export const limitDefault = 25;
export const limitMax = sizes.pageItems;

/** Told, not checked here: what is no cursor of ours is `invalid_cursor`, whatever it looks like. */
const cursorPattern = '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

/** The fields that every list takes. */
export const pageInput = {
  limit: z
    .int()
    .min(1)
    .max(limitMax)
    .default(limitDefault)
    .meta({ description: 'Rows per page.', examples: [limitDefault] }),
  cursor: z.string().min(1).max(512).meta({ pattern: cursorPattern }).optional().meta({
    description: '`nextCursor` of the page before. Opaque; keep filter and order the same while paging.',
  }),
};

export const order = () =>
  z
    .enum(['created_at', '-created_at'])
    .default('-created_at')
    .meta({ description: 'Order of the list; `-` is newest first.' });

export const nextCursor = () => z.string().max(512).meta({ pattern: cursorPattern }).nullable();

/** One page of a list. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    object: z.literal('list'),
    data: z.array(item).max(limitMax),
    hasMore: z.boolean(),
    nextCursor: nextCursor(),
  });
