/**
 * The operations of GitHub's own OpenAPI description that the fake answers. `description.json` is cut from
 * `@octokit/openapi` by `scripts/github-description.ts` and never edited by hand.
 */
import { readFileSync } from 'node:fs'
import { correct, correctInstallations } from './corrections.ts'

export type Schema = Readonly<Record<string, unknown>>

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

interface Content {
  content?: Readonly<Record<string, { schema?: Schema }>>
}

export interface Operation {
  operationId: string
  method: string
  /** `/repos/{owner}/{repo}/pulls` */
  template: string
  parameters: Parameter[]
  requestBody: (Content & { required?: boolean }) | null
  responses: Readonly<Record<string, Content>>
}

interface RawOperation {
  operationId: string
  parameters?: unknown[]
  requestBody?: unknown
  responses: Readonly<Record<string, unknown>>
}

interface Document {
  paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export const description = JSON.parse(readFileSync(new URL('./description.json', import.meta.url), 'utf8')) as Document
correct(description.components)
correctInstallations(description.paths as unknown as Parameters<typeof correctInstallations>[0])

/** Follows a `$ref` of the description to what it names. */
export function dereference(value: unknown): unknown {
  const ref = (value as { $ref?: unknown } | null)?.$ref
  if (typeof ref !== 'string') return value
  const [, , kind = '', name = ''] = ref.split('/')
  return dereference(description.components[kind]?.[name])
}

export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(description.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, raw]): [string, Operation] => [
      raw.operationId,
      {
        operationId: raw.operationId,
        method: method.toUpperCase(),
        template,
        parameters: (raw.parameters ?? []).map((parameter) => dereference(parameter) as Parameter),
        requestBody: (dereference(raw.requestBody) as Operation['requestBody'] | undefined) ?? null,
        responses: Object.fromEntries(
          Object.entries(raw.responses).map(([status, response]) => [status, dereference(response) as Content]),
        ),
      },
    ]),
  ),
)
