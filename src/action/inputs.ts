/** The inputs of action.yml, checked. The runner hands each over as `INPUT_NAME`. */
import { KnownError } from '../errors.ts'

const COMMANDS = ['draft', 'verify', 'sign-off', 'preview'] as const
type Command = (typeof COMMANDS)[number]

export interface Inputs {
  command: Command
  /** Reads. */
  token: string
  /** `owner/repo` or `.`; null leaves it to the configuration. */
  showcase: string | null
  /** Writes to another repository; null where there is none. */
  showcaseToken: string | null
  /** `draft`: the folder of entries in the showcase; `verify`: what to verify in the workspace. */
  path: string | null
  /** A number, `owner/repo#n`, or an address. */
  pullRequest: string | null
  tag: string | null
  /** Globs. */
  benchmarks: readonly string[]
  baseline: readonly string[]
  candidate: readonly string[]
  environment: string | null
  preset: string | null
  labels: readonly string[]
  reviewers: readonly string[]
  onlyChanged: boolean
  strict: boolean
  again: boolean
  dryRun: boolean
  out: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads all of them. Throws a KnownError that names the input. */
export function readInputs(environment: Environment): Inputs {
  const text = (name: string) => (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim()
  const optional = (name: string) => text(name) || null
  const lines = (name: string) => listOf(text(name), /\n/)
  const names = (name: string) => listOf(text(name), /[\n,]/)
  const yes = (name: string) => yesOf(name, text(name))
  return {
    command: commandOf(text('command')),
    token: text('token'),
    showcase: optional('showcase'),
    showcaseToken: optional('showcase-token'),
    path: optional('path'),
    pullRequest: optional('pull-request'),
    tag: optional('tag'),
    benchmarks: lines('benchmarks'),
    baseline: lines('baseline'),
    candidate: lines('candidate'),
    environment: optional('environment'),
    preset: optional('preset'),
    labels: names('labels'),
    reviewers: names('reviewers'),
    onlyChanged: yes('only-changed'),
    strict: yes('strict'),
    again: yes('again'),
    dryRun: yes('dry-run'),
    out: text('out') || 'casewright',
  }
}

function commandOf(text: string): Command {
  const found = COMMANDS.find((command) => command === (text || 'draft'))
  if (found === undefined) throw new KnownError(`the input "command" is "${text}". Write one of ${COMMANDS.join(', ')}.`)
  return found
}

function listOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** As YAML 1.2 spells them, as @actions/core does. */
function yesOf(name: string, text: string): boolean {
  if (/^true$/i.test(text)) return true
  if (text === '' || /^false$/i.test(text)) return false
  throw new KnownError(`the input "${name}" is "${text}". Write true or false.`)
}
