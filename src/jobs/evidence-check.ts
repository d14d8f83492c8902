/** What the check `casewright / evidence` says about the entries of a pull request. */
import type { PhrasingContent, RootContent } from 'mdast'
import { printMarkdown } from '../case-study/markdown.ts'
import type { Finding, Grade } from '../claims/check/finding.ts'
import type { Annotation, Check } from '../destinations/check.ts'
import { neutralise } from '../policy/neutralise.ts'
import type { EntryAt } from './entry-at.ts'
import { type Verified, verifyFiles } from './verify-files.ts'

type CheckText = Pick<Check, 'conclusion' | 'title' | 'summary' | 'annotations'>

/** Beyond this many nobody reads on. */
const MOST_LISTED = 100

const GRADES: readonly { grade: Grade; level: Annotation['level']; heading: string; mend: string }[] = [
  { grade: 'wrong', level: 'failure', heading: 'Wrong', mend: 'These contradict the evidence, and have to be mended before the merge.' },
  {
    grade: 'unbacked',
    level: 'warning',
    heading: 'Backed by nothing',
    mend: 'No evidence holds these numbers. Take them out, or answer for them by name: casewright verify DIR --vouch NAME.',
  },
  {
    grade: 'style',
    level: 'notice',
    heading: 'Could read better',
    mend: 'These block nothing. casewright verify DIR --fix repairs what is only spacing.',
  },
]

interface Judged extends Verified {
  folder: string
}

/** An entry with its findings; whether it is signed is the other check's, and a change of a signed page is no fault. */
export function judged({ folder, files, unread }: EntryAt): Judged {
  if (unread === null) {
    const verified = verifyFiles(files)
    return { folder, ...verified, findings: verified.findings.filter(({ code }) => code !== 'signature') }
  }
  const finding: Finding = { grade: 'wrong', code: 'unread', file: 'index.md', line: 1, message: unread }
  return { folder, findings: [finding], figures: 0, digest: '', signOff: null, ledger: null }
}

/** Verifies the entries and puts it into words. */
export function evidenceCheck(read: readonly EntryAt[]): CheckText {
  const entries = read.map(judged)
  if (entries.length === 0) {
    const summary = 'This pull request changes no case study, so there is nothing to check.'
    return { conclusion: 'success', title: 'No case study is changed here', summary, annotations: [] }
  }
  const all = entries.flatMap(({ folder, findings }) => findings.map((finding) => ({ folder, finding })))
  const of = (grade: Grade) => all.filter(({ finding }) => finding.grade === grade)
  const listed = GRADES.flatMap((about) => of(about.grade).map((one) => ({ ...one, level: about.level }))).slice(0, MOST_LISTED)
  const children: RootContent[] = [tableOf(entries), ...GRADES.flatMap(({ grade, heading, mend }) => listOf(of(grade), heading, mend))]
  const wrong = of('wrong').length
  return {
    conclusion: wrong > 0 ? 'failure' : 'success',
    title: titleOf(entries, wrong, of('unbacked').length),
    summary: printMarkdown({ type: 'root', children }),
    annotations: listed.map(({ folder, finding, level }) => ({
      path: pathOf(folder, finding.file),
      line: finding.line,
      level,
      message: finding.message,
    })),
  }
}

function titleOf(entries: readonly Judged[], wrong: number, unbacked: number): string {
  if (wrong > 0) return wrong === 1 ? 'One thing is wrong' : `${wrong} things are wrong`
  const figures = entries.reduce((sum, entry) => sum + entry.figures, 0)
  const agree = figures === 1 ? 'One figure agrees with the evidence' : `${figures} figures agree with the evidence`
  if (unbacked === 0) return agree
  return `${agree}, ${unbacked === 1 ? 'one number is' : `${unbacked} numbers are`} backed by nothing`
}

function tableOf(entries: readonly Judged[]): RootContent {
  const head = ['Entry', 'Figures that agree', 'Wrong', 'Backed by nothing', 'Could read better']
  const rows = entries.map(({ folder, figures, findings }) => [
    folder,
    ...[figures, ...GRADES.map(({ grade }) => findings.filter((finding) => finding.grade === grade).length)].map(String),
  ])
  const row = (cells: readonly string[]) => ({
    type: 'tableRow' as const,
    children: cells.map((value) => ({ type: 'tableCell' as const, children: neutralise(value.replaceAll(/\s+/g, ' ')) })),
  })
  return { type: 'table', align: [null, 'right', 'right', 'right', 'right'], children: [head, ...rows].map(row) }
}

function listOf(found: readonly { folder: string; finding: Finding }[], heading: string, mend: string): RootContent[] {
  if (found.length === 0) return []
  const items = found.slice(0, MOST_LISTED).map(({ folder, finding }) => {
    const place: PhrasingContent = { type: 'inlineCode', value: `${pathOf(folder, finding.file).replaceAll(/\s+/g, ' ')}:${finding.line}` }
    const words: PhrasingContent[] = [place, { type: 'text', value: ' ' }, ...neutralise(finding.message)]
    return { type: 'listItem' as const, spread: false, children: [{ type: 'paragraph' as const, children: words }] }
  })
  const rest = found.length - items.length
  return [
    { type: 'heading', depth: 2, children: plain(`${heading}: ${found.length}`) },
    { type: 'paragraph', children: plain(mend) },
    { type: 'list', spread: false, children: items },
    ...(rest > 0 ? [{ type: 'paragraph' as const, children: plain(`And ${rest} more.`) }] : []),
  ]
}

function plain(value: string): PhrasingContent[] {
  return [{ type: 'text', value }]
}

function pathOf(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`
}
