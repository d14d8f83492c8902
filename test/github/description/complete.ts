/**
 * Adds the addresses (`…_url`) that the description requires of an answer: GitHub's objects carry dozens that nobody
 * reads. Nothing else is ever filled in: a value that somebody could read must come from the world, or the answer
 * fails its check.
 */
import { dereference, type Schema } from './operation.ts'

interface ObjectSchema {
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  allOf?: readonly Schema[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
}

/** A copy of `value` with the addresses this schema requires. */
export function complete(schema: unknown, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const found = dereference(schema) as ObjectSchema | undefined
  if (!found) return value
  if (Array.isArray(value)) return value.map((item) => complete(found.items ?? itemsOf(found), item))
  const variants = [...(found.allOf ?? []), ...bestOf([...(found.anyOf ?? []), ...(found.oneOf ?? [])], value)]
  const own = variants.reduce<unknown>((made, variant) => complete(variant, made), value) as Record<string, unknown>
  const made: Record<string, unknown> = { ...own }
  for (const [name, inner] of Object.entries(found.properties ?? {})) {
    if (name in made) made[name] = complete(inner, made[name])
    else if (found.required?.includes(name) && isAddress(name)) made[name] = `https://api.github.com/${name.replaceAll('_', '-')}`
  }
  return made
}

function isAddress(name: string): boolean {
  return name === 'url' || name.endsWith('_url')
}

function itemsOf(schema: ObjectSchema): Schema | undefined {
  for (const variant of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const { items } = dereference(variant) as ObjectSchema
    if (items) return items
  }
  return undefined
}

/** Of several possible shapes the one whose other required fields are there. */
function bestOf(variants: readonly Schema[], value: object): Schema[] {
  const fits = (variant: Schema): boolean => {
    const { required, properties, allOf } = dereference(variant) as ObjectSchema
    if (!properties && !allOf) return false
    return (required ?? []).every((name) => name in value || isAddress(name))
  }
  return variants.filter(fits).slice(0, 1)
}
