/** Flags and problems whose place is worked out when somebody looks: thousands of rows may say the same, few are shown. */
import type { Flag, Locator, Problem } from '../model.ts'

/** A flag; `find` is asked once for where `place` is. */
export class FoundFlag<Place> implements Flag {
  readonly code: string
  readonly message: string
  readonly #place: Place | undefined
  readonly #find: (place: Place) => Locator | null
  #locator: Locator | null | undefined

  constructor(code: string, message: string, place: Place | undefined, find: (place: Place) => Locator | null) {
    this.code = code
    this.message = message
    this.#place = place
    this.#find = find
  }

  get locator(): Locator | null {
    if (this.#locator === undefined) this.#locator = this.#place === undefined ? null : this.#find(this.#place)
    return this.#locator
  }

  toJSON(): Flag {
    return { code: this.code, message: this.message, locator: this.locator }
  }
}

/** A problem; `find` is asked once for the line of its place, and a message that names the place is put together when somebody reads it. */
export class FoundProblem<Place> implements Problem {
  readonly #message: string | ((place: Place) => string)
  readonly #place: Place
  readonly #find: (place: Place) => number | null
  #line: number | null | undefined

  constructor(message: string | ((place: Place) => string), place: Place, find: (place: Place) => number | null) {
    this.#message = message
    this.#place = place
    this.#find = find
  }

  get message(): string {
    return typeof this.#message === 'string' ? this.#message : this.#message(this.#place)
  }
  get line(): number | null {
    if (this.#line === undefined) this.#line = this.#find(this.#place)
    return this.#line
  }

  toJSON(): Problem {
    return { line: this.line, message: this.message }
  }
}
