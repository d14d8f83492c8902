/** The tables of the README and of docs/, from the command line's own registrations and the readers' own words. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { parse } from 'yaml'
import { z } from 'zod'
import { formats } from '../src/benchmarks/formats.ts'
import { configSchema } from '../src/config.ts'
import { root } from './root.ts'

/** One row a command: how to call it, and what it does. */
export async function commandTable(): Promise<string> {
  const program = new Command('casewright')
  const folder = join(root, 'src/cli')
  for (const file of readdirSync(folder).sort()) {
    const { register } = (await import(join(folder, file))) as { register?: (program: Command) => void }
    register?.(program)
  }
  const rows = program.commands.map((command) => [called(command.name(), ...argumentsOf(command)), command.description()])
  const [pullRequest] = program.registeredArguments
  if (pullRequest !== undefined) rows.unshift([called(...argumentsOf(program)), pullRequest.description])
  return table(['command', 'does'], rows)
}

function called(...words: string[]): string {
  return `\`casewright ${words.join(' ')}\``
}

/** `FILE…` for what must be given, `[DIR]` for what may be. */
function argumentsOf(command: Command): string[] {
  return command.registeredArguments.map((argument) => {
    const name = argument.name().toUpperCase() + (argument.variadic ? '…' : '')
    return argument.required ? name : `[${name}]`
  })
}

/** One row a format, in the order of names. */
export function formatTable(): string {
  const rows = byName.map(({ name, title, docs, primary }) => [`\`${name}\``, title, docs, primary.join(', ')])
  return table(['name', 'tool', 'what is read', 'headline metrics'], rows)
}

/** The tools in one sentence; several formats of one tool have names that begin alike. */
export function formatList(): string {
  return `${formats.length} formats: ${byName.map(({ title }) => title).join(' · ')}.`
}

const byName = formats.toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** One row a key of the configuration, as people write it: `draft.when`. */
export function keyTable(): string {
  return table(['key', 'takes', 'is'], keysOf(z.toJSONSchema(configSchema, { io: 'input' }), ''))
}

function keysOf(schema: JsonSchema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    if (typeof inner === 'boolean') return []
    const key = `${prefix}${name}`
    return inner.properties === undefined ? [[`\`${key}\``, takes(inner), inner.description ?? '']] : keysOf(inner, `${key}.`)
  })
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** In words: the choices there are, else the type; of one or a list of it only the one. */
function takes(schema: JsonSchema): string {
  const [first, second] = (schema.anyOf ?? []).filter((one) => typeof one !== 'boolean')
  if (second?.type === 'array') return first?.type === 'array' || first === undefined ? 'list' : `${takes(first)}, or a list`
  if (first?.const !== undefined && second !== undefined) return `\`${String(first.const)}\` or ${takes(second)}`
  if (schema.enum !== undefined) return schema.enum.map((choice) => `\`${String(choice)}\``).join(', ')
  if (schema.type === 'array') return 'list'
  if (schema.type === 'boolean') return '`true`, `false`'
  if (schema.type === 'string') return 'words'
  return schema.type === 'integer' ? 'number' : String(schema.type ?? '')
}

interface ActionFile {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
}

/** The Action's inputs and outputs, from action.yml. */
export function actionTable(): string {
  const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionFile
  const given = Object.entries(inputs).map(([name, { description, default: usual }]) => [
    `\`${name}\``,
    description,
    usual === undefined ? '' : `\`${usual}\``,
  ])
  const answers = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
  return `${table(['input', 'what it is', 'default'], given)}\n\n${table(['output', 'what it is'], answers)}`
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `text` with each table put between its markers, `<!-- NAME -->` and `<!-- /NAME -->`. */
export function withTables(text: string, tables: Record<string, string>): string {
  let result = text
  for (const [name, content] of Object.entries(tables)) {
    const [before, inside, after] = [`<!-- ${name} -->`, `<!-- /${name} -->`].reduce<string[]>(
      (parts, marker) => parts.flatMap((part) => part.split(marker)),
      [result],
    )
    if (before === undefined || inside === undefined || after === undefined) {
      throw new Error(`There is no place for the table: <!-- ${name} --> … <!-- /${name} --> is expected once.`)
    }
    result = `${before}<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->${after}`
  }
  return result
}
