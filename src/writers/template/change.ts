/** What changed, change by change, each with a pinned link; what was weighed and dropped, with the reason. */
import { wordsOf } from '../../claims/words.ts'
import type { Block, Commit, FileChange, Inline, Section } from '../../model.ts'
import { wordCount } from '../sentences.ts'
import type { Context } from './context.ts'
import { descriptionWord } from './problem.ts'
import { origin, quoted, quotedRuns } from './speech.ts'
import { asPredicate, listed, plainTitle } from './verbs.ts'

/** Most changes that are listed; the diff has the rest. */
const MOST = 4
const METHOD_WORDS = 60
const ANSWER_WORDS = 60
/** "This PR fuses them." says nothing that the list does not. */
const FEWEST_WORDS = 6

const NOISE =
  /^(?:merge |fixup|squash|wip\b|typo|lint|format|bump |update changelog|address (?:review|comments)|review comments|rebase|chore|ci:|style:|bench:|tests?:)/i

/** The changed file a commit is about: of those it touched, the one with most words in common with its subject. */
function fileOf(commit: Commit, changes: readonly FileChange[]): FileChange | null {
  const words = wordsOf(`${commit.subject} ${commit.body}`)
  const isTest = /\btests?\b/i.test(commit.subject)
  const scored = changes
    .filter((change) => change.status !== 'deleted' && (commit.paths.length === 0 || commit.paths.includes(change.path)))
    .map((change) => {
      const names = wordsOf(`${change.path} ${change.hunks.map((hunk) => hunk.symbol ?? '').join(' ')} ${change.testsAdded.join(' ')}`)
      const common = [...words].filter((word) => names.has(word)).length
      const kind = change.test === isTest ? 0.5 : 0
      return {
        change,
        score: common === 0 && commit.paths.length === 0 ? 0 : 1 + common + kind,
        size: (change.added ?? 0) + (change.removed ?? 0),
      }
    })
    .sort((a, b) => b.score - a.score || b.size - a.size)
  const [best] = scored
  return best === undefined || best.score === 0 ? null : best.change
}

/** Commit subjects as a list, the verb in the third person; the first words carry the link. */
function fromCommits({ study }: Context): Inline[][] {
  const { commits, changes, subject } = study.evidence
  const title = plainTitle(subject.title).toLowerCase()
  const telling = commits.filter((commit) => !NOISE.test(commit.subject) && plainTitle(commit.subject).toLowerCase() !== title)
  if (telling.length === 0) return []
  return telling.slice(0, MOST).map((commit): Inline[] => {
    const predicate = asPredicate(commit.subject) ?? plainTitle(commit.subject)
    const text = predicate.slice(0, 1).toUpperCase() + predicate.slice(1)
    const file = fileOf(commit, changes)
    return [{ cite: file === null ? 'diff' : `code ${file.path}`, children: [{ words: text, source: 'diff' }] }, '.']
  })
}

/** Titles of a release's pull requests as a list, each with its link. */
function fromMerged({ study }: Context): Inline[][] {
  const telling = (study.evidence.merged ?? []).filter(({ subject }) => !NOISE.test(subject))
  const items = telling.map(({ subject, number }): Inline[] => {
    const predicate = asPredicate(subject) ?? subject
    const text = predicate.slice(0, 1).toUpperCase() + predicate.slice(1)
    const source = `merged ${number}`
    return [{ cite: source, children: [{ words: text, source }] }, '.']
  })
  if (items.length <= MOST) return items
  return [...items.slice(0, MOST - 1), ['More: ', { cite: 'diff', children: ['all that lies between the two releases'] }, '.']]
}

/** Symbols of a file, as git's hunk headers name them. */
function symbolsOf(change: FileChange): string[] {
  return [...new Set(change.hunks.flatMap((hunk) => hunk.symbol ?? []))].slice(0, 3)
}

/** The largest changes of the diff, where the commits say nothing beyond the title. */
function fromDiff({ study }: Context): Inline[][] {
  const largest = study.evidence.changes
    .filter((change) => !change.test && change.language !== null && !isDocument(change))
    .sort((a, b) => (b.added ?? 0) + (b.removed ?? 0) - ((a.added ?? 0) + (a.removed ?? 0)))
    .slice(0, MOST - 1)
  return largest.map((change): Inline[] => {
    const verb =
      change.status === 'added'
        ? 'New: '
        : change.status === 'deleted'
          ? 'Removed: '
          : change.status === 'renamed'
            ? 'Moved: '
            : 'Changed: '
    const symbols = symbolsOf(change)
    const where: Inline[] = symbols.length === 0 ? [] : [', in ', ...listed(symbols.map((code): Inline => ({ code })))]
    return [verb, { cite: `code ${change.path}`, children: [{ code: change.path }] }, ...where, '.']
  })
}

function tests({ study }: Context, listedAlready: boolean): Inline[][] {
  const files = study.evidence.changes.filter((change) => change.test && change.testsAdded.length > 0)
  const [first] = files
  if (first === undefined || listedAlready) return []
  const names = first.testsAdded.slice(0, 2).map((code): Inline => ({ code }))
  return [['New tests: ', { cite: `code ${first.path}`, children: listed(names) as Inline[] }, '.']]
}

function alternatives({ exchanges }: Context): Block[] {
  return exchanges
    .filter((exchange) => exchange.about === 'alternative')
    .slice(0, 1)
    .map((exchange) => ({
      type: 'paragraph',
      children: [
        'A reviewer asked: ',
        { quote: exchange.question, source: exchange.source },
        ' The author: ',
        quoted(exchange.answer, exchange.source, ANSWER_WORDS),
        ...origin(exchange.source, 'review'),
      ],
    }))
}

function method({ study, passages }: Context): Block[] {
  if (wordCount(passages.method.flat().join(' ')) < FEWEST_WORDS) return []
  const text = quotedRuns(passages.method, 'description', METHOD_WORDS)
  if (text.length === 0) return []
  const words: Inline[] = ['The author describes it so: ', ...text]
  return [{ type: 'paragraph', children: [...words, ...origin('description', descriptionWord(study.evidence.subject.kind))] }]
}

function leftOut({ study, passages }: Context): Block[] {
  const text = quotedRuns(passages.leftOut, 'description', 40)
  if (text.length === 0) return []
  const words: Inline[] = ['Left out on purpose: ', ...text]
  return [{ type: 'paragraph', children: [...words, ...origin('description', descriptionWord(study.evidence.subject.kind))] }]
}

/** Whether an item links to code that is no test: without one the list would not show the change itself. */
function citesCode(item: readonly Inline[], study: Context['study']): boolean {
  const code = new Set(
    study.evidence.changes.filter((file) => !file.test && file.language !== null && !isDocument(file)).map((file) => `code ${file.path}`),
  )
  return item.some((piece) => typeof piece === 'object' && 'cite' in piece && code.has(piece.cite))
}

function isDocument(file: FileChange): boolean {
  return /\.(?:md|rst|txt|adoc)$/i.test(file.path)
}

/** The part on the change: *What changed*, or *The decision* where nothing was measured; null for an empty diff. */
export function change(context: Context): Section | null {
  const { study } = context
  const merged = fromMerged(context)
  const commits = merged.length > 0 ? merged : fromCommits(context)
  const items =
    merged.length > 0 || commits.some((item) => citesCode(item, study))
      ? commits
      : [...fromDiff(context).slice(0, commits.length > 0 ? 1 : MOST - 1), ...commits]
  const aboutTests = study.evidence.commits.some((commit) => /\btests?\b/i.test(commit.subject) && !NOISE.test(commit.subject))
  const list = [...items, ...tests(context, aboutTests)].slice(0, MOST)
  const blocks: Block[] = [
    ...(list.length === 0 ? [] : [{ type: 'list', items: list } satisfies Block]),
    ...method(context),
    ...alternatives(context),
    ...leftOut(context),
  ]
  const decision = study.kind === 'decision'
  const ordered = decision
    ? [...blocks.filter((block) => block.type !== 'list'), ...blocks.filter((block) => block.type === 'list')]
    : blocks
  return blocks.length === 0 ? null : { part: 'change', heading: decision ? 'The decision' : 'What changed', blocks: ordered }
}
