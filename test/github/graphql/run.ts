/**
 * Runs a query against GitHub's published schema. A query that does not fit the schema, or that asks for a field the
 * fake does not know, is a complaint: nothing is ever answered with a silent null.
 */
import { schema as published } from '@octokit/graphql-schema'
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql'
import { Refusal, type Request } from '../http/answer.ts'
import type { RateLimits } from '../http/rate-limit.ts'
import { type Cost, costOf, mostNodes } from './cost.ts'
import { contextOf } from './nodes.ts'
import { QueryRefusal } from './refusal.ts'
import { rootFields } from './root.ts'

export interface ReadQuery {
  /** Null where it does not parse. */
  document: DocumentNode | null
  variables: Record<string, unknown>
  cost: Cost
}

/** The same few queries are asked all day: they are parsed once, and once found to fit the schema. */
const parsed = new Map<string, DocumentNode>()
const fitting = new WeakSet<DocumentNode>()

export function readQuery(body: unknown): ReadQuery {
  const { query = '', variables } = (body ?? {}) as { query?: string; variables?: Record<string, unknown> | null }
  try {
    const document = parsed.get(query) ?? parse(query)
    parsed.set(query, document)
    return { document, variables: variables ?? {}, cost: costOf(document, variables ?? {}) }
  } catch {
    return { document: null, variables: {}, cost: { points: 1, nodes: 0 } }
  }
}

/** Building it takes a third of a second: only tests that ask a query pay for it. */
let schema: GraphQLSchema | null = null

export async function runQuery(request: Request, { document, variables, cost }: ReadQuery, limits: RateLimits): Promise<unknown> {
  const complain = (message: string) => void request.world.complaints.push(`graphql: ${message}`)
  schema ??= buildSchema(published.idl, { assumeValid: true, noLocation: true })
  const faults = document ? faultsOf(schema, document) : [{ message: 'Parse error', locations: [] }]
  if (!document || faults.length > 0) {
    for (const { message } of faults) complain(message)
    return { errors: faults }
  }
  if (cost.nodes > mostNodes) {
    complain(`a query for up to ${cost.nodes} nodes`)
    return {
      errors: [
        {
          type: 'MAX_NODE_LIMIT_EXCEEDED',
          message: `This query requests up to ${cost.nodes} possible nodes which exceeds the maximum limit of ${mostNodes}.`,
        },
      ],
    }
  }
  const rootValue = rootFields(contextOf(request), limits, cost.points)
  const { data, errors } = await execute({ schema, document, rootValue, variableValues: variables, fieldResolver: resolver(complain) })
  return { ...(data !== undefined && { data }), ...(errors && { errors: errors.map((error) => readable(error, complain)) }) }
}

function faultsOf(types: GraphQLSchema, document: DocumentNode): Pick<GraphQLError, 'message' | 'locations'>[] {
  if (fitting.has(document)) return []
  const faults = validate(types, document).map(({ message, locations }) => ({ message, locations }))
  if (faults.length === 0) fitting.add(document)
  return faults
}

function resolver(complain: (message: string) => void): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, _context, { fieldName, parentType }) => {
    const values = source as Record<string, unknown>
    if (!(fieldName in values)) {
      complain(`the fake does not know ${parentType.name}.${fieldName}`)
      return null
    }
    const value = values[fieldName]
    return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value
  }
}

function readable(error: GraphQLError, complain: (message: string) => void): unknown {
  const { originalError, message, path, locations } = error
  if (originalError instanceof QueryRefusal) return { type: originalError.type, path, locations, message }
  if (originalError instanceof Refusal) return { type: originalError.status === 404 ? 'NOT_FOUND' : 'FORBIDDEN', path, locations, message }
  complain(`${path?.join('.') ?? ''}: ${originalError?.stack ?? message}`)
  return { path, locations, message }
}
