/** Text into shell scripts, so that nothing in it can leave its place. */
import { KnownError } from '../../errors.ts'

/** `text` as one word of POSIX shell, whatever is in it. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** `text` as comment lines; what would end a line or hide something becomes a space. */
export function comment(text: string): string {
  const plain = [...text].map((character) => (isHidden(character) || character === '\n' || character === '\t' ? ' ' : character))
  return `# ${plain.join('')}`.trimEnd()
}

/**
 * The commands as they are, if what a person reads is what runs. Control characters and those that turn the direction
 * of writing or have no width can show one command and run another (CVE-2021-42574): a KnownError names them.
 */
export function readable(commands: string): string {
  const hidden = [...commands].find(isHidden)
  if (hidden === undefined) return commands
  const code = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  throw new KnownError(
    `The entry's commands hold the invisible character U+${code}, so what you read would not be what runs. Remove it from the entry, or give the command with --command.`,
  )
}

function isHidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (character === '\n' || character === '\t') return false
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad || code === 0xfeff) return true
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)
}
