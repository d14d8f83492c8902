/** The README's tables, from the command line's own registrations and the readers' own words. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { formats } from '../src/benchmarks/formats.ts'
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

/** One row a format, in the readers' order of names. */
export function formatTable(): string {
  const rows = formats.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, title, docs }) => [`\`${name}\``, title, docs])
  return table(['name', 'tool', 'what is read'], rows)
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
      throw new Error(`README.md has no place for the table: <!-- ${name} --> … <!-- /${name} --> is expected once.`)
    }
    result = `${before}<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->${after}`
  }
  return result
}
