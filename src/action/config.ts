/** The configuration that holds for a run. */
import { type Config, configOf } from '../config.ts'
import type { GitHub } from '../github/client.ts'
import { configReader } from '../jobs/config-reader.ts'
import { loadConfig } from '../jobs/load-config.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'

/** The repository's configuration; what the inputs say wins. */
export async function configFor(run: Run, inputs: Inputs, source: GitHub): Promise<Config> {
  const loaded = await loadConfig({ read: configReader(source), repository: `${run.owner}/${run.name}` })
  const config = loaded?.config ?? configOf({})
  const { benchmarks, entry, people } = config
  return {
    ...config,
    showcase: inputs.showcase ?? config.showcase,
    benchmarks: { ...benchmarks, files: inputs.benchmarks.length > 0 ? inputs.benchmarks : benchmarks.files },
    entry: { preset: inputs.preset ?? entry.preset, path: inputs.path ?? entry.path },
    people: { ...people, reviewers: inputs.reviewers.length > 0 ? inputs.reviewers : people.reviewers },
  }
}
