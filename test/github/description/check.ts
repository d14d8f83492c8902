/**
 * Whether a request and its answer fit GitHub's description. Stricter than GitHub in one thing: a parameter or a body
 * field that the description does not name is a fault here, where GitHub ignores it; it is a typing error of ours.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { jsonSchema } from './json-schema.ts'
import { dereference, description, type Operation, type Schema } from './operation.ts'

let ajv: Ajv2020 | null = null
const compiled = new Map<string, ValidateFunction>()

function validator(key: string, schema: unknown): ValidateFunction {
  const known = compiled.get(key)
  if (known) return known
  if (!ajv) {
    ajv = new Ajv2020({ strict: false, allErrors: true, addUsedSchema: false, validateSchema: false, inlineRefs: false })
    addFormats.default(ajv)
    ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/)
    ajv.addSchema({ $id: 'github', components: jsonSchema(description.components) })
  }
  const made = ajv.compile(jsonSchema(schema) as Schema)
  compiled.set(key, made)
  return made
}

/** What is wrong with a request; empty when it fits. */
export function checkRequest(
  operation: Operation,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const faults: string[] = []
  for (const parameter of operation.parameters) {
    const raw =
      parameter.in === 'path' ? params[parameter.name] : parameter.in === 'query' ? (query.get(parameter.name) ?? undefined) : undefined
    if (raw === undefined) {
      if (parameter.required && parameter.in !== 'header') faults.push(`${parameter.in} parameter ${parameter.name} is missing`)
      continue
    }
    const check = validator(`${operation.operationId} ${parameter.in} ${parameter.name}`, parameter.schema)
    if (!check(typed(raw, parameter.schema))) faults.push(`${parameter.in} parameter ${parameter.name}: ${messages(check)}`)
  }
  for (const name of query.keys()) {
    if (!operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
      faults.push(`unknown query parameter ${name}`)
  }
  return [...faults, ...checkBody(operation, body)]
}

function checkBody(operation: Operation, body: unknown): string[] {
  if (!operation.requestBody) return isEmpty(body) ? [] : ['it takes no body']
  const schema = operation.requestBody.content?.['application/json']?.schema
  if (!schema) return []
  if (body === undefined) return operation.requestBody.required ? ['the body is missing'] : []
  const check = validator(`${operation.operationId} body`, schema)
  if (!check(body)) return [`body: ${messages(check)}`]
  const known = fieldsOf(schema)
  if (!known || typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.keys(body).flatMap((name) => (known.has(name) ? [] : [`unknown body field ${name}`]))
}

/** Octokit sends `{}` with a POST that has nothing to say. */
function isEmpty(body: unknown): boolean {
  return body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
}

/** What is wrong with an answer of ours; empty when it fits. */
export function checkAnswer(operation: Operation, status: number, json: unknown): string[] {
  const response = operation.responses[String(status)]
  // Errors that any operation may answer are not all listed with each.
  if (!response) return [401, 403, 404, 409, 410, 422, 301, 307].includes(status) ? [] : [`status ${status} is not described`]
  const schema = response.content?.['application/json']?.schema
  if (!schema || status >= 400) return []
  const check = validator(`${operation.operationId} ${status}`, schema)
  return check(json) ? [] : [messages(check)]
}

function typed(raw: string, schema: Schema): unknown {
  const { type } = dereference(schema) as { type?: unknown }
  if (type === 'integer' || type === 'number') return Number(raw)
  if (type === 'boolean') return raw === 'true' ? true : raw === 'false' ? false : raw
  return raw
}

/** The body's field names where the description lists them all; null where it leaves them open. */
function fieldsOf(schema: Schema): Set<string> | null {
  const found = dereference(schema) as {
    properties?: Record<string, unknown>
    additionalProperties?: unknown
    oneOf?: Schema[]
    anyOf?: Schema[]
  }
  if (found.additionalProperties !== undefined && found.additionalProperties !== false) return null
  const own = Object.keys(found.properties ?? {})
  const variants = [...(found.oneOf ?? []), ...(found.anyOf ?? [])].map(fieldsOf)
  if (variants.includes(null)) return null
  const all = new Set([...own, ...variants.flatMap((names) => [...(names ?? [])])])
  return all.size > 0 ? all : null
}

function messages(check: ValidateFunction): string {
  const all = check.errors ?? []
  const shown = all.slice(0, 6).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`)
  return [...shown, ...(all.length > shown.length ? [`and ${all.length - shown.length} more`] : [])].join('; ')
}
