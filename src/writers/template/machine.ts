/** The machine of a measurement in a few words, from environments. */
import type { Environment } from '../../model.ts'

/** `AMD EPYC 7763 64-Core Processor` → `AMD EPYC 7763`. */
function shortCpu(cpu: string): string {
  return cpu
    .replace(/\((?:R|TM)\)/gi, '')
    .replace(/\s+(?:\d+-Core )?(?:Processor|CPU)\b.*$/i, '')
    .replace(/\s+@.*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The one machine of both sides: GPU if any, else CPU; null when unknown or different. */
export function machineOf(environments: { baseline: Environment; candidate: Environment }): string | null {
  const { baseline, candidate } = environments
  const gpu = candidate.gpu ?? baseline.gpu
  const cpu = candidate.cpu ?? baseline.cpu
  if (gpu !== undefined) return baseline.gpu === undefined || candidate.gpu === undefined || baseline.gpu === candidate.gpu ? gpu : null
  if (cpu === undefined) return null
  return baseline.cpu === undefined || candidate.cpu === undefined || baseline.cpu === candidate.cpu ? shortCpu(cpu) : null
}

const TOOLS: readonly (readonly [string, string])[] = [
  ['go', 'Go'],
  ['node', 'Node'],
  ['python', 'Python'],
  ['rustc', 'Rust'],
  ['gcc', 'GCC'],
  ['clang', 'Clang'],
  ['nvcc', 'CUDA'],
  ['vllm', 'vLLM'],
  ['torch', 'PyTorch'],
]

/** What the receipts say of the environment: tools with versions, OS, machine, runner. */
export function environmentFacts(environments: { baseline: Environment; candidate: Environment }): string[] {
  const { candidate, baseline } = environments
  const environment = { ...baseline, ...candidate }
  const tools = TOOLS.flatMap(([key, name]) => {
    const version = environment[key]?.replace(/^(?:go|v)(?=\d)/, '')
    return version === undefined ? [] : [`${name} ${version}`]
  })
  const os = environment.os ?? environment.goos
  const system = os === undefined ? [] : [os === 'linux' ? 'Linux' : os === 'darwin' ? 'macOS' : os]
  const machine = machineOf(environments)
  const runner = environment.runner === undefined ? [] : [`runner ${environment.runner}`]
  return [...tools, ...system, ...(machine === null ? [] : [machine]), ...runner]
}
