/** The machine of a measurement in a few words, from environments or from what the description says in passing. */
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

/** Accelerators by name: a letter with a number is more often a percentile, a version or a paper. */
const ACCELERATOR =
  /(?:(\d+)\s?[x×*]\s?)?(?:NVIDIA\s+|AMD\s+|Instinct\s+)?\b((?:GH200|GB[23]00|H(?:20|100|200|800)|B[123]00|A(?:10G?|30|40|100|800|6000)|V100|P100|L(?:4|40S?|20)|MI\d{3}[AX]?|RTX\s?(?:A?\d{4}|PRO\s?\d{4})(?:\sTi)?)(?:[\s-](?:SXM\d?|PCIe|NVL))?|TPU\sv\d\w?)\b/

/** An accelerator that a description names: `8x H100 SXM` → `8 × H100 SXM`; null without one. */
export function statedMachine(description: string | null): string | null {
  const match = ACCELERATOR.exec(description ?? '')
  if (match?.[2] === undefined) return null
  return match[1] === undefined ? match[2] : `${match[1]} × ${match[2]}`
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
