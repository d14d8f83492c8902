/**
 * Runs a query against GitHub's published schema. A query that does not fit the schema, or that asks for a field the
 * fake does not know, is a complaint: nothing is ever answered with a silent null.
 */
import { schema as published } from '@octokit/graphql-schema'
import { buildSchema, execute, type GraphQLError, type GraphQLFieldResolver, type GraphQLSchema, parse, validate } from 'graphql'
import { Refusal, type Request } from '../http/answer.ts'
import type { RateLimits } from '../http/rate-limit.ts'
import { contextOf } from './nodes.ts'
import { QueryRefusal } from './refusal.ts'
import { rootFields } from './root.ts'

let schema: GraphQLSchema | null = null

export async function runGraphQL(request: Request, limits: RateLimits): Promise<unknown> {
  const { world, actor, body } = request
  if (actor.kind === 'anonymous') throw new Refusal(401, 'This endpoint requires you to be authenticated.')
  const { query = '', variables = {} } = (body ?? {}) as { query?: string; variables?: Record<string, unknown> }
  schema ??= buildSchema(published.idl, { assumeValid: true, noLocation: true })
  const complain = (message: string) => void world.complaints.push(`graphql: ${message}`)

  let document: ReturnType<typeof parse>
  try {
    document = parse(query)
  } catch (error) {
    complain(String(error))
    return { errors: [{ message: String(error) }] }
  }
  const faults = validate(schema, document)
  if (faults.length > 0) {
    for (const fault of faults) complain(fault.message)
    return { errors: faults.map(({ message, locations }) => ({ message, locations, extensions: { code: 'undefinedField' } })) }
  }
  const known: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const values = source as Record<string, unknown>
    if (!(info.fieldName in values)) {
      complain(`the fake does not know ${info.parentType.name}.${info.fieldName}`)
      return null
    }
    const value = values[info.fieldName]
    return typeof value === 'function' ? (value as (...all: unknown[]) => unknown)(args, context, info) : value
  }
  const result = await execute({
    schema,
    document,
    rootValue: rootFields(contextOf(request), limits),
    variableValues: variables,
    fieldResolver: known,
  })
  return {
    ...(result.data !== undefined && { data: result.data }),
    ...(result.errors && { errors: result.errors.map((error) => readable(error, complain)) }),
  }
}

function readable(error: GraphQLError, complain: (message: string) => void): unknown {
  const { originalError, message, path, locations } = error
  if (originalError instanceof QueryRefusal) return { type: originalError.type, path, locations, message }
  if (originalError instanceof Refusal) return { type: originalError.status === 404 ? 'NOT_FOUND' : 'FORBIDDEN', path, locations, message }
  complain(`${path?.join('.') ?? ''}: ${originalError?.stack ?? message}`)
  return { path, locations, message }
}
