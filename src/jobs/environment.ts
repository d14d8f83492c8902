/**
 * Where a benchmark ran, for `environment.json` beside its files: machine, GPU, driver, versions, commit. Never who ran
 * it or where on the disk: no host name, no user name, no path.
 */
import type { Environment } from '../model.ts'
import { type Machine, thisMachine } from './environment-machine.ts'
import { toolVersions } from './environment-tools.ts'

/** Keys in the order in which a person asks; what is not known is left out. `commit` and `dirty` are of `directory`. */
export async function environment(directory: string, machine: Machine = thisMachine()): Promise<Environment> {
  const [place, gpu, tools, commit] = await Promise.all([
    placeOf(machine),
    gpuOf(machine),
    toolVersions(machine),
    commitOf(directory, machine),
  ])
  return Object.fromEntries(Object.entries({ ...place, ...gpu, ...tools, ...commit }).filter(([, value]) => value !== ''))
}

async function placeOf(machine: Machine): Promise<Environment> {
  const product = await machine.read('/sys/class/dmi/id/product_name')
  const model = machine.platform === 'darwin' ? await machine.run('sysctl', ['-n', 'hw.model']) : null
  return {
    machine: (model ?? product ?? '').trim(),
    arch: machine.arch,
    cpu: machine.cpu.replace(/\s+/g, ' ').trim(),
    cores: String(machine.cores),
    memory: `${(machine.memory / 1024 ** 3).toFixed(1)} GiB`,
    os: await systemOf(machine),
    kernel: kernelOf(machine.release),
    runner: runnerOf(machine.variables),
  }
}

async function systemOf(machine: Machine): Promise<string> {
  if (machine.platform === 'darwin') return `macOS ${(await machine.run('sw_vers', ['-productVersion'])) ?? ''}`.trim()
  const release = await machine.read('/etc/os-release')
  return /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(release ?? '')?.[1] ?? machine.system
}

/** Only the numbers: people put names into what follows them. */
function kernelOf(release: string): string {
  const numbers = /^\d[\d.]*(?:-\d+)?/.exec(release)?.[0] ?? ''
  return /microsoft/i.test(release) ? `${numbers} (WSL)` : numbers
}

/** Whether other people's work may have run on the same machine (W06); only what the CI system itself says. */
function runnerOf(variables: Machine['variables']): string {
  const image = variables.ImageOS === undefined ? '' : ` ${variables.ImageOS}`
  if (variables.RUNNER_ENVIRONMENT === 'github-hosted') return `github-hosted${image}`
  if (variables.RUNNER_ENVIRONMENT === 'self-hosted') return 'self-hosted'
  return variables.GITLAB_CI === 'true' && variables.CI_SHARED_ENVIRONMENT !== undefined ? 'shared (GitLab)' : ''
}

async function gpuOf(machine: Machine): Promise<Environment> {
  const answer = await machine.run('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader'])
  const cards = (answer ?? '').split('\n').flatMap((line) => {
    const [name = '', driver = ''] = line.split(',').map((cell) => cell.trim())
    return name === '' || driver === '' ? [] : [{ name, driver }]
  })
  if (cards.length === 0) return {}
  const distinct = (values: readonly string[]) => [...new Set(values)].join(', ')
  return {
    gpu: distinct(cards.map(({ name }) => name)),
    gpus: String(cards.length),
    driver: distinct(cards.map(({ driver }) => driver)),
  }
}

async function commitOf(directory: string, machine: Machine): Promise<Environment> {
  const { commit, dirty } = await machine.tree(directory)
  return commit === null ? {} : { commit, dirty: String(dirty) }
}
