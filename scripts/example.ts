/** The shipped example, as the demo shows it and as its committed entry is made again. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, openSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from './root.ts'

/** Holds the repository as a stream, the pull request's text and the measured files. */
export const exampleFolder = join(root, 'examples/rowboat')

/** What `casewright draft` is given: paths are relative to `exampleFolder`, so that no machine's own path is in the entry. */
export function draftArguments(clone: string, out: string): string[] {
  return [
    ...['draft', '--repo', clone, '--range', 'main..find-cells', '--text', 'pull-request.md'],
    ...['--baseline', 'benchmarks/baseline/*.json', '--candidate', 'benchmarks/candidate/*.json'],
    ...['--tests', 'passed', '--out', out],
  ]
}

/** Makes the example's repository in `clone`, with the change checked out, as its author would have it. */
export function unpack(clone: string): void {
  mkdirSync(clone, { recursive: true })
  const git = (args: string[], stdin: number | 'ignore' = 'ignore') =>
    execFileSync('git', ['-C', clone, ...args], { stdio: [stdin, 'ignore', 'inherit'] })
  git(['init', '--quiet', '--initial-branch=main'])
  git(['fast-import', '--quiet'], openSync(join(exampleFolder, 'repository.fast-export'), 'r'))
  git(['config', 'user.name', 'Ines Halvorsen'])
  git(['config', 'user.email', 'ines@example.org'])
  git(['remote', 'add', 'origin', 'https://github.com/example/rowboat.git'])
  git(['checkout', '--quiet', 'find-cells'])
}

/** Runs the example's own tests in `clone`; throws when one fails. */
export function testExample(clone: string): void {
  execFileSync(process.execPath, ['--test'], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'], env: cleanEnvironment() })
}

/** Runs the command line in the example's folder. Answers what it printed and noted; throws where it does not end with 0. */
export function casewright(args: string[]): { printed: string; noted: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli.ts'), ...args], {
    cwd: exampleFolder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`casewright ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return { printed: stdout, noted: stderr }
}

/** The folder of the one entry in `out`; a preset may put it some folders down. */
export function entryIn(out: string): string {
  const index = readdirSync(out, { recursive: true, encoding: 'utf8' }).find((path) => basename(path) === 'index.md')
  if (index === undefined) throw new Error(`casewright draft wrote no entry into ${out}.`)
  return join(out, dirname(index))
}

/** Without the variables by which a test runner tells its children that they are part of it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env
  return rest
}
