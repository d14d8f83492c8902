/**
 * Walking parsed JSON while remembering where one is: a node is a value and its way up. Nothing throws: `at` on what
 * is not there gives a node whose value is undefined, `items` and `entries` of anything else give nothing.
 */
export interface JsonNode {
  readonly value: unknown
  readonly parent: JsonNode | null
  /** The key or index under `parent`; empty for the root. */
  readonly key: string | number
}

export function root(value: unknown): JsonNode {
  return { value, parent: null, key: '' }
}

/** The node under a way of keys and indexes. */
export function at(node: JsonNode, ...keys: (string | number)[]): JsonNode {
  let here = node
  for (const key of keys) here = { value: childValue(here.value, key), parent: here, key }
  return here
}

/** What stands under a key or index; undefined for what is not there. */
export function childValue(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  if (!isObject(value)) return undefined
  const child = value[key]
  // What every object inherits are functions and an object: nothing else needs the slow question.
  const mayBeInherited = typeof child === 'function' || typeof child === 'object'
  return mayBeInherited && !Object.hasOwn(value, key) ? undefined : child
}

/** The elements of an array. */
export function items(node: JsonNode): JsonNode[] {
  const { value } = node
  if (!Array.isArray(value)) return []
  const found: JsonNode[] = []
  for (let key = 0; key < value.length; key++) found.push({ value: value[key], parent: node, key })
  return found
}

/** The members of an object, with their keys. */
export function entries(node: JsonNode): [string, JsonNode][] {
  const { value } = node
  if (!isObject(value)) return []
  const found: [string, JsonNode][] = []
  for (const key of Object.keys(value)) found.push([key, { value: value[key], parent: node, key }])
  return found
}

/** A sequence of lists of records; what lies deeper may lie a hundred thousand lists deep. */
const deepest = 2

/** The records of a file that holds one object, an array of objects, or a sequence of either; lists further down hold none. */
export function records(node: JsonNode | null): JsonNode[] {
  const found: JsonNode[] = []
  if (node !== null) collectRecords(node, 0, found)
  return found
}

function collectRecords(node: JsonNode, depth: number, found: JsonNode[]): void {
  const { value } = node
  if (isObject(value)) found.push(node)
  if (!Array.isArray(value) || depth === deepest) return
  for (let key = 0; key < value.length; key++) collectRecords({ value: value[key], parent: node, key }, depth + 1, found)
}

type RecordTest = (record: Record<string, unknown>) => boolean

/** Whether there are records and all pass the test; ends at the first that does not, and needs no nodes. */
export function everyRecord(node: JsonNode | null, test: RecordTest): boolean {
  return node !== null && someRecord(node, () => true) && !someRecord(node, (record) => !test(record))
}

/** Whether one of the records passes the test. */
export function someRecord(node: JsonNode | null, test: RecordTest): boolean {
  return node !== null && someIn(node.value, test, 0)
}

function someIn(value: unknown, test: RecordTest, depth: number): boolean {
  if (!Array.isArray(value)) return isObject(value) && test(value)
  if (depth === deepest) return false
  for (let index = 0; index < value.length; index++) if (someIn(value[index], test, depth + 1)) return true
  return false
}

/** The value where it is a string. */
export function text(node: JsonNode): string | null {
  return typeof node.value === 'string' ? node.value : null
}

/** A value where it is a string. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The value where it is a finite number. */
export function number(node: JsonNode): number | null {
  return finite(node.value)
}

/** A value where it is a finite number. */
export function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The numbers of an array, when every element is a finite number; else null. */
export function numbers(node: JsonNode): number[] | null {
  return finiteList(node.value)
}

/** A value where it is such an array. */
export function finiteList(list: unknown): number[] | null {
  if (!Array.isArray(list)) return null
  for (const item of list) if (!Number.isFinite(item)) return null
  return list as number[]
}

/** A string, number or boolean as words, for names, conditions and environments; null for anything else. */
export function words(node: JsonNode): string | null {
  return inWords(node.value)
}

/** The same of a value. */
export function inWords(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** RFC 6901. */
export function pointer(node: JsonNode): string {
  return node.parent === null ? '' : `${pointer(node.parent)}/${escapeKey(node.key)}`
}

/** A key as it stands in a pointer. */
export function escapeKey(key: string | number): string | number {
  return typeof key === 'number' || !(key.includes('~') || key.includes('/')) ? key : key.replaceAll('~', '~0').replaceAll('/', '~1')
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of an object, the elements of an array: without nodes; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : none
}
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : empty
}

const none: Readonly<Record<string, unknown>> = {}
const empty: readonly unknown[] = []

/** Whether `value` is an object with all of these keys. */
export function has(value: unknown, ...keys: string[]): value is Record<string, unknown> {
  if (!isObject(value)) return false
  for (const key of keys) if (!Object.hasOwn(value, key)) return false
  return true
}

/** The keys of an object; of one that has thousands they are listed once, which takes as long as to read them. */
export function keysOf(value: unknown): readonly string[] {
  const fields = fieldsOf(value)
  const known = listed.get(fields)
  if (known !== undefined) return known
  const keys = Object.keys(fields)
  if (keys.length > 1000) listed.set(fields, keys)
  return keys
}

const listed = new WeakMap<object, readonly string[]>()

/** The first members of an object: of a hundred thousand alike, who asks what kind of file it is need not see all. */
export function firstMembers(value: unknown): unknown[] {
  const fields = fieldsOf(value)
  return keysOf(value)
    .slice(0, 20)
    .map((key) => fields[key])
}

/** Whether `value` is an array with something in it, and everything passes the test. */
export function isListOf(value: unknown, test: (item: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(test)
}
