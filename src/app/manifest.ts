/** The App's manifest, `app.yml` or `app.reader.yml` in the package's root. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../yaml-file.ts'

const permission = z.enum(['read', 'write'])

const manifestSchema = z.strictObject({
  name: z.string(),
  url: z.string(),
  description: z.string(),
  public: z.boolean(),
  default_permissions: z.record(z.string(), permission),
  default_events: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestSchema>

export type ManifestName = 'app.yml' | 'app.reader.yml'

/** Reads one. The bundle lies deeper or less deep than the source, so the root is looked for. */
export function manifest(name: ManifestName): Manifest {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, name))) {
    if (dirname(folder) === folder) throw new Error(`${name} is not in the package`)
    folder = dirname(folder)
  }
  const path = join(folder, name)
  return readYaml(readFileSync(path, 'utf8'), {
    schema: manifestSchema,
    path,
    what: 'the manifest',
    example: 'See app.yml of casewright.',
    docs: 'docs/operate.md',
  })
}
