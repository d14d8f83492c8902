/** Checks an entry in memory against its ledger: the core of `verify`, of the check on a pull request, and of a sign-off. */
import { checkFiles, checkSignature } from '../claims/check/files.ts'
import { type Finding, inOrder } from '../claims/check/finding.ts'
import { type Checker, checkerOf } from '../claims/check.ts'
import { entryDigest } from '../claims/digest.ts'
import { KnownError } from '../errors.ts'
import type { EntryFile, Ledger, SignOff } from '../model.ts'
import { limit } from '../policy/limits.ts'
import { MOST_TEXT, textOf } from './entry-files.ts'
import { ledgerIn, signOffIn } from './entry-records.ts'

export interface Verified {
  findings: Finding[]
  /** How many numerals stand for a figure of the ledger. */
  figures: number
  /** Empty where the ledger cannot be read. */
  digest: string
  /** Null for a draft. */
  signOff: SignOff | null
  /** Null where it cannot be read. */
  ledger: Ledger | null
}

/** `files` is everything in the entry's folder but hidden files; `mend` may change the text first. */
export function verifyFiles(files: readonly EntryFile[], mend: Mend = (text) => text): Verified {
  const nothing = { figures: 0, digest: '', signOff: null, ledger: null }
  const missing = ['index.md', 'evidence.json'].filter((path) => !files.some((file) => file.path === path))
  if (missing.length > 0) return { ...nothing, findings: missing.map(isMissing) }
  const { ledger, findings: broken } = ledgerIn(files)
  if (ledger === null) return { ...nothing, findings: broken }
  const text = textOf(files, 'index.md')
  if (text.length > MOST_TEXT) return { ...nothing, ledger, findings: [tooLong(text)] }
  // A parser takes minutes for some texts, and an entry is one that anybody may push.
  const { notices } = limit(text)
  if (notices.length > 0) return { ...nothing, ledger, findings: notices.map(unread) }
  const checker = checkerOf(ledger)
  const { markdown, checked } = checkText(text, checker, mend)
  const present = files.map((file) => (file.path === 'index.md' && markdown !== text ? { path: file.path, content: markdown } : file))
  const digest = entryDigest(present, ledger)
  const { signOff, findings: signature } = signOffIn(present)
  const changed = signOff === null ? [] : checkSignature(signOff, digest)
  const all = inOrder([...checked.findings, ...checker.ledger, ...checkFiles(present, ledger), ...signature, ...changed])
  return { findings: all, figures: checked.figures, digest, signOff, ledger }
}

type Mend = (text: string, checker: Checker) => string

/** Front matter that cannot be read hides the whole text, and is a finding like any other. */
function checkText(text: string, checker: Checker, mend: Mend): { markdown: string; checked: ReturnType<Checker['check']> } {
  try {
    const markdown = mend(text, checker)
    return { markdown, checked: checker.check(markdown) }
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    const [, line = '1', message = error.message] = /^index\.md(?::(\d+))?: (.*)$/s.exec(error.message) ?? []
    const finding: Finding = { grade: 'wrong', code: 'front-matter', file: 'index.md', line: Number(line), message }
    return { markdown: text, checked: { findings: [finding], figures: 0 } }
  }
}

function isMissing(file: string): Finding {
  const message = 'is not there, so this is no entry whose figures can be checked. Take it from the draft.'
  return { grade: 'wrong', code: 'file', file, line: 1, message }
}

function tooLong(text: string): Finding {
  const message = `${text.length} characters are too many for an entry (most: ${MOST_TEXT}), so it was not read. Shorten it.`
  return { grade: 'wrong', code: 'length', file: 'index.md', line: 1, message }
}

function unread(notice: string): Finding {
  const message = `is not checked, since it could not be read as a whole: ${notice} Write it more plainly.`
  return { grade: 'wrong', code: 'length', file: 'index.md', line: 1, message }
}
