/** The two ends of a range: from git's words to full commit ids that belong together. */
import { KnownError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import type { Clone } from './clone.ts'
import { git } from './git.ts'

export interface Ends {
  base: string
  head: string
}

/** Reads `BASE..HEAD`, finds both commits and makes sure that one leads to the other. Two processes. */
export async function resolveEnds(clone: Clone, range: string): Promise<Ends> {
  const [baseName, headName] = splitRange(range)
  const [base = '', head = ''] = await resolveCommits(clone, [baseName, headName])
  if (base === head) {
    throw new KnownError(
      `The range ${range} is empty: both ends are commit ${short(head)}. Give an earlier base, as in ${headName}~1..${headName}.`,
    )
  }
  await mustLead(clone, range, { base, head })
  return { base, head }
}

function splitRange(range: string): [string, string] {
  const dots = range.indexOf('..')
  const base = range.slice(0, Math.max(0, dots))
  const head = range.slice(dots + 2)
  if (dots < 0)
    throw new KnownError(`"${range}" is no range. Write BASE..HEAD, as in v1.2.0..v1.3.0 or ${range || 'HEAD'}~1..${range || 'HEAD'}.`)
  if (head.startsWith('.')) {
    const plain = `${base || 'BASE'}..${head.slice(1) || 'HEAD'}`
    throw new KnownError(
      `"${range}" has three dots, which in git means "since the two parted". A case study compares two exact commits: write two dots, ${plain}.`,
    )
  }
  if (base === '' || head === '' || head.includes('..')) {
    throw new KnownError(`"${range}" is no range: both ends must be named. Write BASE..HEAD, as in ${base || 'v1.2.0'}..${head || 'HEAD'}.`)
  }
  return [base, head]
}

/** The full ids of commits, in one process; a name is git's own (branch, tag, `HEAD~3`, abbreviated id). */
export async function resolveCommits(clone: Clone, names: readonly string[]): Promise<string[]> {
  for (const name of names) {
    if (/[\n\0]/.test(name)) throw new KnownError(`${JSON.stringify(name)} is no name of a commit: it holds a line break.`)
  }
  // On standard input no name can pass for an option.
  const answer = await git(clone.directory, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
    input: names.map((name) => `${name}^{commit}\n`).join(''),
  })
  const lines = answer.stdout.toString('utf8').split('\n')
  const ids: string[] = []
  for (const [index, name] of names.entries()) {
    const line = lines[index] ?? ''
    const id = /^([0-9a-f]{40,64}) commit$/.exec(line)?.[1]
    if (id === undefined) throw await unknownRevision(clone, name, line)
    ids.push(id)
  }
  return ids
}

async function unknownRevision(clone: Clone, name: string, said: string): Promise<KnownError> {
  if (said.endsWith(' ambiguous'))
    return new KnownError(`"${name}" fits several objects in ${clone.directory}. Write more digits of the commit id.`)
  if (clone.shallow) {
    return new KnownError(`"${name}" is not in ${clone.directory}, which is a shallow clone. Fetch the rest: git fetch --unshallow`)
  }
  const refs = await git(clone.directory, ['for-each-ref', '--format=%(refname:short)'], { limit: 1 << 24 })
  const close = nearest(name, refs.stdout.toString('utf8').split('\n').filter(Boolean), 3)
  const mend =
    close.length > 0 ? `Did you mean ${close.join(' or ')}?` : 'List what there is: git branch --all, git tag, git log --oneline.'
  return new KnownError(`There is no commit "${name}" in ${clone.directory}. ${mend}`)
}

/** Every commit of the range must come after its base; otherwise the diff would show the base's own work as undone. */
async function mustLead(clone: Clone, range: string, { base, head }: Ends): Promise<void> {
  const answer = await clone.read(['merge-base', base, head])
  const common = answer.stdout.toString('utf8').trim()
  if (common === base) return
  if (common === head) {
    const [from, to] = splitRange(range)
    throw new KnownError(`The range ${range} is the wrong way round: ${to} comes before ${from}. Write ${to}..${from}.`)
  }
  if (clone.shallow) {
    throw new KnownError(
      `The commits between the ends of ${range} are not all in ${clone.directory}, which is a shallow clone. Fetch the rest: git fetch --unshallow`,
    )
  }
  if (common === '')
    throw new KnownError(
      `The ends of ${range} share no history, so nothing leads from one to the other. Give a base that the head is built on.`,
    )
  throw new KnownError(
    `${range} is no straight line: the base has commits that the head does not have. Start where they parted: ${common}..${splitRange(range)[1]}`,
  )
}

function short(id: string): string {
  return id.slice(0, 10)
}
