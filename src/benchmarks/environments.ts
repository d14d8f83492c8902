/** What two environments have in common, what differs, and what neither says. */
import type { Environment } from '../model.ts'
import type { CodedReason } from './comparison.ts'

/** Words by which people and `casewright environment` name parts of the place; several keys may mean one part. */
const PARTS: ReadonlyMap<string, { label: string; warns: boolean }> = new Map(
  Object.entries({
    model: { label: 'model', warns: false },
    dtype: { label: 'data type', warns: false },
    quantization: { label: 'quantisation', warns: false },
    tensor_parallel: { label: 'tensor parallelism', warns: false },
    dataset: { label: 'dataset', warns: false },
    engine: { label: 'engine', warns: false },
    endpoint_type: { label: 'kind of endpoint', warns: false },
    n_gpu_layers: { label: 'layers on the GPU', warns: false },
    n_threads: { label: 'number of threads', warns: false },
    machine: { label: 'machine', warns: true },
    arch: { label: 'architecture', warns: true },
    cpu: { label: 'CPU', warns: true },
    cpus: { label: 'number of CPUs', warns: true },
    cores: { label: 'number of cores', warns: true },
    gpu: { label: 'GPU', warns: true },
    gpus: { label: 'number of GPUs', warns: true },
    runner: { label: 'runner', warns: true },
    driver: { label: 'driver', warns: true },
    cuda: { label: 'CUDA', warns: true },
    os: { label: 'operating system', warns: true },
    build: { label: 'build type', warns: true },
    go: { label: 'Go', warns: true },
    rustc: { label: 'rustc', warns: true },
    gcc: { label: 'gcc', warns: true },
    clang: { label: 'clang', warns: true },
    nvcc: { label: 'nvcc', warns: true },
    node: { label: 'Node', warns: true },
    python: { label: 'Python', warns: true },
    java: { label: 'Java', warns: true },
    jvm: { label: 'Java VM', warns: true },
    dotnet: { label: '.NET', warns: true },
    julia: { label: 'Julia', warns: true },
    warmup: { label: 'warm-up', warns: false },
  }),
)

/** What differs between equal measurements, or is what is compared. */
const IGNORED = new Set(['commit', 'dirty', 'date', 'time', 'package', 'mhz', 'order', 'load', 'llama.cpp'])

const HARDWARE = ['machine', 'cpu', 'gpu']

export interface Place {
  blocks: string[]
  remarks: string[]
  /** What else differs, in words: settings that may be what makes the difference. */
  settings: string
  warnings: CodedReason[]
}

/** Between the values of one key that the files of a side do not agree in. */
const AND = ' + '

/**
 * One environment for the files of a side, later ones after earlier ones. Where they disagree all values stay, so that
 * runs on two machines are not taken for runs on the last one.
 */
export function sideEnvironment(files: readonly Environment[]): Environment {
  const keys = new Set(files.flatMap((file) => Object.keys(file)))
  const valuesOf = (key: string) => [
    ...new Map(files.flatMap((file) => (file[key] === undefined ? [] : [[plain(file[key]), file[key]]]))).values(),
  ]
  return Object.fromEntries([...keys].map((key) => [key, valuesOf(key).toSorted().join(AND)]))
}

/** Whether an environment names a runner that other people's work shares: GitHub's own, unless it is self-hosted. */
export function isShared(environment: Environment | undefined): boolean {
  const runners = environment?.runner?.split(AND) ?? []
  return runners.some((runner) => /github-hosted|github hosted|shared/i.test(runner) && !/self-hosted/i.test(runner))
}

/** Compares the places of the two sides. */
export function compareEnvironments(environments: { baseline: Environment; candidate: Environment } | undefined): Place {
  const { baseline = {}, candidate = {} } = environments ?? {}
  const differing = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])].flatMap((key) => {
    const [before, after] = [baseline[key], candidate[key]]
    const differ = before !== undefined && after !== undefined && plain(before) !== plain(after) && !IGNORED.has(key)
    return differ ? [{ key, said: `${PARTS.get(key)?.label ?? key} (${before} and ${after})` }] : []
  })
  const blocking = differing.filter(({ key }) => PARTS.get(key) !== undefined)
  const others = differing.filter(({ key }) => PARTS.get(key) === undefined)
  const warned = blocking.filter(({ key }) => PARTS.get(key)?.warns)
  return {
    blocks: blocking.length > 0 ? [`The sides differ in ${join(blocking)}.`] : [],
    settings: join(others),
    remarks: [...others.map(({ said }) => `The sides differ in ${said}.`), ...unknown(baseline, candidate)],
    warnings: [
      ...(warned.length > 0 ? [{ code: 'W05', message: `The sides differ in ${join(warned)}.` }] : []),
      ...dirty(baseline, candidate),
    ],
  }
}

function unknown(baseline: Environment, candidate: Environment): string[] {
  const says = (environment: Environment) => HARDWARE.some((key) => environment[key] !== undefined)
  if (says(baseline) && says(candidate)) return []
  if (!says(baseline) && !says(candidate)) return ['Nothing says which machine measured the two sides.']
  return [`Nothing says which machine measured the ${says(baseline) ? 'candidate' : 'baseline'}.`]
}

function dirty(baseline: Environment, candidate: Environment): CodedReason[] {
  const sides = Object.entries({ baseline, candidate }).filter(([, environment]) => environment.dirty === 'true')
  if (sides.length === 0) return []
  const which = sides.length === 2 ? 'both sides' : `the ${sides[0]?.[0] ?? ''}`
  return [{ code: 'W09', message: `The tree of ${which} held changes that are in no commit when it was measured.` }]
}

function join(parts: readonly { said: string }[]): string {
  return parts.map(({ said }) => said).join(', ')
}

/** "go version go1.26.1" and "go1.26.1" name one version. */
function plain(value: string): string {
  return value
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^go version /, '')
    .replace(/^(?:v|go)(?=\d)/, '')
    .trim()
}
