/** OpenAPI 3.0 writes `nullable: true` where JSON Schema has the type null, and points into itself by `#/components`. */

export function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const made: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'nullable' && typeof inner === 'boolean') continue
    made[key] = key === '$ref' && typeof inner === 'string' ? inner.replace('#/', 'github#/') : jsonSchema(inner)
  }
  return (value as { nullable?: unknown }).nullable === true ? orNull(made) : made
}

function orNull(schema: Record<string, unknown>): unknown {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  const type = [schema.type, 'null']
  return Array.isArray(schema.enum) ? { ...schema, type, enum: [...schema.enum, null] } : { ...schema, type }
}
