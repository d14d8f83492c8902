/** An option that may be given several times; its values in the order they were given. `<glob...>` takes what a shell made of a glob. */
import { Option } from 'commander'

export function repeated(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be repeated`)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'none')
}
