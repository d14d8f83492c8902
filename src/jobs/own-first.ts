/** Which benchmark files count where several places hold them: those of this machine, then what GitHub holds, place by place. */
import type { BenchmarkFile, Evidence, Omission } from '../model.ts'
import { parseEnvironment } from './read-environment.ts'

/** Benchmark files of one place, `environment.json` among them. */
export interface Place {
  files: readonly BenchmarkFile[]
  omissions: readonly Omission[]
}

type Chosen = Pick<Evidence, 'benchmarks' | 'environments' | 'omissions'>

const nameOf = ({ path }: BenchmarkFile) => path.slice(path.lastIndexOf('/') + 1)
const isEnvironment = (file: BenchmarkFile) => nameOf(file) === 'environment.json'

/** `own` with the places added in their order; a file of the same name and side as one before it is left out. */
export function ownFirst(own: Chosen, places: readonly Place[]): Chosen {
  const chosen = { benchmarks: [...own.benchmarks], environments: [...own.environments], omissions: [...own.omissions] }
  for (const { files, omissions } of places) {
    chosen.benchmarks = chosen.benchmarks.map((file) => files.find((other) => isKept(file, other)) ?? file)
    const before = [...chosen.benchmarks]
    const [said, figures] = [files.filter(isEnvironment), files.filter((file) => !isEnvironment(file))]
    const isNew = (file: BenchmarkFile) => !before.some((other) => nameOf(other) === nameOf(file) && overlaps(other, file))
    const added = figures.filter(isNew)
    chosen.benchmarks.push(...added)
    chosen.omissions.push(...omissions)
    const left = figures.filter((file) => !isNew(file) && !before.includes(file))
    if (left.length > 0) chosen.omissions.push(leftOut(left))
    // What is said of a machine whose figures do not count says nothing here.
    const isUsed = added.length > 0 || before.some((file) => files.includes(file))
    if (!isUsed || own.environments.length > 0) continue
    for (const file of said) {
      const environment = readable(file)
      if (environment === null)
        chosen.omissions.push({ what: `The environment in ${file.path}`, why: 'it is no object of names and values' })
      else chosen.environments.push({ side: file.side, path: file.path, environment })
    }
  }
  return chosen
}

/** The same bytes, where everybody can look at them: a workspace's file that its run keeps as an artifact is recorded. */
function isKept(file: BenchmarkFile, other: BenchmarkFile): boolean {
  const isSame = nameOf(file) === nameOf(other) && file.side === other.side && Buffer.from(file.bytes).equals(other.bytes)
  return isSame && file.level === 'stated' && other.level === 'recorded'
}

/** A file of no side may hold both. */
function overlaps(one: BenchmarkFile, other: BenchmarkFile): boolean {
  return one.side === other.side || one.side === 'unknown' || other.side === 'unknown'
}

function leftOut(files: readonly BenchmarkFile[]): Omission {
  const [first] = files
  const more = files.length === 1 ? '' : ` and ${files.length - 1} more`
  return { what: `${first?.path}${more}`, why: 'a file of the same name is read already, and figures of two places are not mixed' }
}

function readable(file: BenchmarkFile): ReturnType<typeof parseEnvironment> | null {
  try {
    return parseEnvironment(new TextDecoder().decode(file.bytes), file.path)
  } catch {
    return null
  }
}
