/**
 * Cuts out of GitHub's OpenAPI description the operations that the fake GitHub of the tests answers, without the
 * prose and the examples: `node scripts/github-description.ts [FOLDER with @octokit/openapi]`. The package has
 * 385 MB, so it is installed into a temporary folder and only the cutting is kept.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokens } from '../test/github/access/tokens.ts'
import { rateLimits } from '../test/github/http/rate-limit.ts'
import { routes } from '../test/github/rest/routes.ts'
import { newWorld } from '../test/github/world.ts'
import { root } from './root.ts'

const version = '23.0.2'
const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const
const prose = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'x-github',
  'x-githubPreviews',
  'discriminator',
])

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Node = { [key: string]: Json }
interface Description {
  openapi: string
  paths: Record<string, Record<string, Node & { operationId: string }>>
  components: Record<string, Record<string, Json>>
}

const folder = process.argv[2] ?? install()
const source = join(folder, 'node_modules/@octokit/openapi/generated/api.github.com.json')
const full = JSON.parse(readFileSync(source, 'utf8')) as Description
if (!process.argv[2]) rmSync(folder, { recursive: true })

const world = newWorld('', { offer: () => '', take: () => null })
const services = { limits: rateLimits(Date.now), tokens: tokens(world, Date.now), clock: Date.now }
const wanted = new Set(routes(services).map(({ operation }) => operation))
const components = new Map<string, Json>()
const paths = new Map<string, Json>()
for (const [path, methods] of Object.entries(full.paths)) {
  for (const verb of verbs) {
    const operation = methods[verb]
    if (!operation || !wanted.delete(operation.operationId)) continue
    const { operationId, parameters = [], requestBody = null, responses = {} } = bare(operation) as Node
    paths.set(path, {
      ...(paths.get(path) as Node | undefined),
      [verb]: { operationId: operationId ?? '', parameters, ...(requestBody && { requestBody }), responses },
    })
    gather(paths.get(path) ?? null)
  }
}
if (wanted.size > 0) throw new Error(`Not in @octokit/openapi ${version}: ${[...wanted].join(', ')}`)
writeFileSync(join(root, 'test/github/description/description.json'), print())

function install(): string {
  const temporary = mkdtempSync(join(tmpdir(), 'casewright-openapi-'))
  execFileSync('npm', ['install', '--prefix', temporary, '--no-save', '--no-audit', `@octokit/openapi@${version}`], { stdio: 'inherit' })
  return temporary
}

/** A copy without what only people read. A property may be called `description`: names of properties stay. */
function bare(value: Json, areNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => bare(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => areNames || !prose.has(key))
  return Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner, !areNames && key === 'properties')]))
}

/** Takes along every component that this value points at, and those they point at. */
function gather(value: Json): void {
  if (typeof value !== 'object' || value === null) return
  const ref = Array.isArray(value) ? undefined : value.$ref
  if (typeof ref === 'string' && !components.has(ref)) {
    const [, , kind = '', name = ''] = ref.split('/')
    const component = bare(full.components[kind]?.[name] ?? null)
    components.set(ref, component)
    gather(component)
  }
  for (const inner of Object.values(value)) gather(inner)
}

/** One line a path and one a component, sorted: a later version shows in a diff what GitHub changed. */
function print(): string {
  const lines = (entries: [string, Json][]) =>
    entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')
  const kinds = [...new Set([...components.keys()].map((ref) => ref.split('/')[2] ?? ''))].sort()
  const ofKind = (kind: string): [string, Json][] =>
    [...components]
      .filter(([ref]) => ref.startsWith(`#/components/${kind}/`))
      .map(([ref, value]): [string, Json] => [ref.split('/')[3] ?? '', value])
  const byName = (a: [string, Json], b: [string, Json]) => (a[0] < b[0] ? -1 : 1)
  const body = kinds.map((kind) => `${JSON.stringify(kind)}: {\n${lines(ofKind(kind).sort(byName))}\n}`).join(',\n')
  return `{"openapi": ${JSON.stringify(full.openapi)},\n"info": {"source": "@octokit/openapi ${version}, MIT licence"},\n"paths": {\n${lines([...paths].sort(byName))}\n},\n"components": {\n${body}\n}}\n`
}
