/** Runs the bundle as GitHub's runner runs an action: environment, event file, output and summary files; all read back. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parse } from 'yaml'
import { bundle } from '../../scripts/build.ts'
import { root } from '../../scripts/root.ts'
import { compiled } from '../compiled.ts'

export interface Step {
  /** The API of the fake GitHub. */
  api: string
  repository: string
  event: string
  payload?: object
  sha?: string
  ref?: string
  inputs?: Readonly<Record<string, string>>
  /** Files of the workspace. */
  workspace?: Readonly<Record<string, string | Uint8Array>>
  env?: Readonly<Record<string, string>>
}

export interface StepResult {
  code: number | null
  stdout: string
  stderr: string
  outputs: Record<string, string>
  summary: string
  /** Workflow commands, as the runner takes them. */
  commands: { command: string; properties: Record<string, string>; message: string }[]
  workspace: string
}

export interface Runner {
  run(step: Step): Promise<StepResult>
  close(): void
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>
  runs: { main: string }
}

/** Test files that run in one process share the bundle; it goes with the temporary folder. */
let built: Promise<string> | null = null

async function build(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-action-'))
  // As a checkout of the action's own repository has it.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  await bundle(join(folder, 'dist'), { action: 'src/action.ts' })
  return folder
}

/** Runs steps with the bundle, which is built once. */
export async function actionRunner(): Promise<Runner> {
  built ??= build()
  const folder = await built
  const places = mkdtempSync(join(tmpdir(), 'casewright-steps-'))
  let steps = 0
  return {
    run: (step) => run(folder, join(places, `step-${++steps}`), step),
    close: () => rmSync(places, { recursive: true, force: true }),
  }
}

async function run(folder: string, place: string, step: Step): Promise<StepResult> {
  const workspace = join(place, 'workspace')
  mkdirSync(workspace, { recursive: true })
  for (const [path, content] of Object.entries(step.workspace ?? {})) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  const files = {
    GITHUB_OUTPUT: join(place, 'output'),
    GITHUB_STEP_SUMMARY: join(place, 'summary'),
    GITHUB_EVENT_PATH: join(place, 'event.json'),
  }
  for (const file of [files.GITHUB_OUTPUT, files.GITHUB_STEP_SUMMARY]) writeFileSync(file, '')
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(step.payload ?? {}))
  const child = spawn(process.execPath, [join(folder, action.runs.main)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    env: {
      ...compiled,
      PATH: '/usr/bin:/bin',
      HOME: place,
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: step.api,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: step.repository,
      GITHUB_EVENT_NAME: step.event,
      GITHUB_SHA: step.sha ?? '',
      GITHUB_REF: step.ref ?? 'refs/heads/main',
      GITHUB_RUN_ID: '4711',
      GITHUB_WORKSPACE: workspace,
      ...files,
      ...inputsOf(step.inputs ?? {}),
      ...step.env,
    },
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return {
    code: await closed,
    stdout,
    stderr,
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    commands: commandsIn(stdout),
    workspace,
  }
}

/** Every input of action.yml reaches an action, with its default; a name that is not there is a fault of the test. */
function inputsOf(given: Readonly<Record<string, string>>): Record<string, string> {
  for (const name of Object.keys(given)) if (!(name in action.inputs)) throw new Error(`action.yml has no input ${name}`)
  const all = Object.entries(action.inputs).map(([name, { default: usual = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    given[name] ?? (usual.startsWith('${{') ? '' : usual),
  ])
  return Object.fromEntries(all) as Record<string, string>
}

/** As the runner reads the file: `name=value`, or `name<<DELIMITER` up to a line that is the delimiter. */
export function outputsIn(file: string): Record<string, string> {
  const lines = file.split('\n')
  const outputs: Record<string, string> = {}
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/.exec(line) ?? []
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new Error(`the output ${name} does not end`)
      outputs[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line !== '') outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
  }
  return outputs
}

/** As the runner's ActionCommand does: `::` at the start of a line, or `##[` anywhere in it. */
export function commandsIn(stdout: string): StepResult['commands'] {
  return stdout.split(/\r\n|\r|\n/).flatMap((line) => {
    const old = /##\[([^\]]+)\](.*)/.exec(line)
    if (old !== null) return [{ command: `##[${old[1]}]`, properties: {}, message: old[2] ?? '' }]
    const found = /^\s*::([^\s:]+)(?: ([^:]*))?::(.*)$/.exec(line)
    if (found === null) return []
    const pairs = (found[2] ?? '').split(',').filter((pair) => pair !== '')
    const properties = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]),
    )
    return [{ command: found[1] ?? '', properties: properties as Record<string, string>, message: unescaped(found[3] ?? '') }]
  })
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')
}
