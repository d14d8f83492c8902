/** Flags and problems whose place is worked out when somebody looks: thousands of rows may say the same, few are shown. */
import type { Flag, Locator, Problem } from '../model.ts'

/** A flag; `find` is asked once for its place. */
export class FoundFlag implements Flag {
  readonly code: string
  readonly message: string
  #find: (() => Locator | null) | null
  #locator: Locator | null = null

  constructor(code: string, message: string, find: () => Locator | null) {
    this.code = code
    this.message = message
    this.#find = find
  }

  get locator(): Locator | null {
    if (this.#find !== null) this.#locator = this.#find()
    this.#find = null
    return this.#locator
  }

  toJSON(): Flag {
    return { code: this.code, message: this.message, locator: this.locator }
  }
}

/** A problem; `find` is asked once for its line, and its message is put together when somebody reads it. */
export class FoundProblem implements Problem {
  readonly #message: string | (() => string)
  #find: (() => number | null) | null
  #line: number | null = null

  constructor(message: string | (() => string), find: () => number | null) {
    this.#message = message
    this.#find = find
  }

  get message(): string {
    return typeof this.#message === 'string' ? this.#message : this.#message()
  }
  get line(): number | null {
    if (this.#find !== null) this.#line = this.#find()
    this.#find = null
    return this.#line
  }

  toJSON(): Problem {
    return { line: this.line, message: this.message }
  }
}
