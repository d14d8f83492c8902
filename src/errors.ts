/**
 * A fault that the reader of the message can mend. The message says what was found, where, what was expected,
 * and how to mend it. Every other error is a bug and passes through. Only the front ends catch.
 */
export class KnownError extends Error {
  override readonly name = 'KnownError'
  /** Exit code of DESIGN: 2 usage or config, 3 outside fault (network, GitHub, git itself). */
  readonly exitCode: 2 | 3
  /** When it passes by itself (a rate limit), in milliseconds since 1970; null where nobody knows or a person has to act. */
  readonly until: number | null

  constructor(message: string, options: { exitCode?: 2 | 3; cause?: unknown; until?: number | null } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.exitCode = options.exitCode ?? 2
    this.until = options.until ?? null
  }
}
