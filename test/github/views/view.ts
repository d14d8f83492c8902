/** An object as REST answers it, without the addresses that `description/complete.ts` adds. */
export type View = Record<string, unknown>
