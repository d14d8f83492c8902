/** `casewright` alone: inside a clone its three best candidates, elsewhere the help. */
import type { Command } from 'commander'
import { KnownError } from '../errors.ts'
import { note, print, progress } from './terminal.ts'

/** How many candidates a first look shows. */
const LIMIT = 3

export function register(program: Command): void {
  program.allowExcessArguments().action(async () => {
    const [word] = program.args
    if (word !== undefined) {
      const names = program.commands.map((command) => command.name()).sort()
      throw new KnownError(`there is no command "${word}". There are: ${names.join(', ')}.`)
    }
    const { discover } = await import('../jobs/discover.ts')
    const { printCandidates } = await import('./discover.ts')
    const bar = progress()
    const candidates = await discover({ directory: '.', limit: LIMIT, onProgress: bar.step })
      .catch((error: unknown) => {
        if (error instanceof KnownError) return null
        throw error
      })
      .finally(bar.end)
    if (candidates === null) program.outputHelp()
    else if (candidates.length === 0) {
      note('No change of this clone has a figure in its message. Any range can still be drafted: casewright draft --range BASE..HEAD')
    } else {
      note('The changes of this clone with the strongest evidence in their messages:')
      print()
      printCandidates(candidates)
    }
  })
}
