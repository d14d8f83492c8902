/** Versions of compilers and runtimes on the PATH: numbers only, which is all that a comparison needs. */
import type { Environment } from '../model.ts'
import type { Machine } from './environment-machine.ts'

interface Tool {
  key: string
  command: string
  args: readonly string[]
  /** Its version is the first group. */
  version: RegExp
  /** On macOS a stub that offers to install Xcode stands in for it, with a window. */
  stub?: true
}

const TOOLS: readonly Tool[] = [
  { key: 'node', command: 'node', args: ['--version'], version: /^v(\d[\w.+-]*)/ },
  { key: 'go', command: 'go', args: ['version'], version: /\bgo(\d[\w.+-]*)/ },
  { key: 'rustc', command: 'rustc', args: ['--version'], version: /^rustc (\d[\w.+-]*)/ },
  { key: 'python', command: 'python3', args: ['--version'], version: /^Python (\d[\w.+-]*)/, stub: true },
  { key: 'gcc', command: 'gcc', args: ['-dumpfullversion'], version: /^(\d[\w.+-]*)/, stub: true },
  { key: 'clang', command: 'clang', args: ['--version'], version: /\bversion (\d[\w.+-]*)/, stub: true },
  { key: 'nvcc', command: 'nvcc', args: ['--version'], version: /\bV(\d[\w.+-]*)/ },
]

/** Asks all of them at once; what is not there is left out. */
export async function toolVersions(machine: Machine): Promise<Environment> {
  const installed = machine.platform !== 'darwin' || (await machine.run('xcode-select', ['-p'])) !== null
  const found = await Promise.all(
    TOOLS.filter(({ stub }) => installed || !stub).map(async ({ key, command, args, version }) => {
      const said = await machine.run(command, args)
      return [key, version.exec(said ?? '')?.[1] ?? ''] as const
    }),
  )
  return Object.fromEntries(found)
}
