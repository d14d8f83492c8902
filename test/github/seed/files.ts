/** Path → content, or null to delete. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>
