/** A refusal inside a query: it goes into `errors` with this type, and the field is null; the status stays 200. */
export class QueryRefusal extends Error {
  readonly type: string
  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}
