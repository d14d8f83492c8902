/** A subject of a private source → the entry that may become public, the sheet of what does, and what its commitments open to. Reads like `draft.ts`, with one step more. */
import { sectionNodes } from '../case-study/blocks.ts'
import { compose } from '../case-study/compose.ts'
import { printMarkdown } from '../case-study/markdown.ts'
import { scribe } from '../case-study/phrase.ts'
import type { Preset } from '../case-study/presets.ts'
import { improved } from '../claims/outcome.ts'
import type { Study } from '../claims/study.ts'
import { KnownError } from '../errors.ts'
import type { EntryFile, Evidence, Ledger, MappingRule } from '../model.ts'
import type { Opening } from '../policy/commitment.ts'
import { type DisclosureLine, disclosureOf } from '../policy/disclosure.ts'
import { safeTitle } from '../policy/grammar.ts'
import { type Forbidden, forbiddenOf } from '../policy/leaks.ts'
import { slugify } from '../policy/paths.ts'
import { privateTexts } from '../policy/private-texts.ts'
import type { PrivateField } from '../policy/visibility.ts'
import { withhold } from '../policy/withhold.ts'
import { privatePullRequest } from '../writers/private/pull-request-text.ts'
import { privateWriter } from '../writers/private.ts'
import { titleWords } from '../writers/template/context.ts'
import { contextOf } from '../writers/template.ts'
import { studyOf, textsOf } from './draft.ts'
import { publicDigest } from './public-digest.ts'
import { readEvidence } from './read-evidence.ts'
import { refuseLeaks } from './refuse-leaks.ts'
import { type DiffLine, refuseSecrets, refuseSecretsInDiff } from './refuse-secrets.ts'

export interface PrivateDraftRequest {
  evidence: Evidence
  suspects: readonly DiffLine[]
  preset: Preset
  primary: readonly string[]
  mapping: readonly MappingRule[]
  /** What the source's own configuration opens. */
  fields: readonly PrivateField[]
  /** 64 hex digits that only the private repository knows. */
  salt: string
  /** `YYYY-MM-DD`, of the first staging. */
  date: string
  allowedSecrets: ReadonlySet<string>
  generator: string
  onProgress: (label: string) => void
}

export interface PrivateDraft {
  /** The folder of the entry in the showcase. */
  slug: string
  title: string
  /** Exactly the bytes that may become public; `pull-request.md` is what the pull request says. */
  files: EntryFile[]
  ledger: Ledger
  /** Of these bytes. */
  digest: string
  /** Whether figures on record show an improvement. */
  improved: boolean
  sheet: DisclosureLine[]
  openings: Opening[]
  /** What the last gate looks for, also in bytes that come back from the private repository. */
  forbidden: Forbidden
}

/** Drafts what may become public. Throws a KnownError where a user can mend the cause. */
export async function draftPrivate(request: PrivateDraftRequest): Promise<PrivateDraft> {
  const { evidence, fields, salt, date, allowedSecrets, onProgress } = request
  onProgress('Looking for secrets')
  await refuseSecretsInDiff(request.suspects, allowedSecrets)
  await refuseSecrets(textsOf(evidence), 'the evidence holds', allowedSecrets)

  onProgress('Reading figures')
  const reading = readEvidence(evidence, request.mapping)
  const whole = studyOf(reading, request.primary)
  const open = new Set(fields)
  const { study, passages, openings, opened } = withhold(whole, reading.passages, { fields: open, salt, date })
  refuseNothing(study, passages.problem.length > 0)

  onProgress('Writing')
  const context = contextOf(study, passages)
  const { slug, title, files, ledger } = compose({
    study,
    narrative: privateWriter(context),
    preset: request.preset,
    name: titleWords(context),
    isPrivate: () => true,
    generator: request.generator,
  })
  const text = printMarkdown({ type: 'root', children: sectionNodes(privatePullRequest(context), scribe(study)) })
  const all = [...files, { path: 'pull-request.md', content: text }]
  const named = open.has('title') ? slugify(slug) : 'private'
  const draft = { slug: named, title: safeTitle(title), files: all, ledger, digest: publicDigest(all), openings }
  const everything = forbiddenOf([...privateTexts(evidence), { what: 'the salt', text: salt }], opened)
  const forbidden = open.has('figures') ? { ...everything, numbers: [], figures: [] } : everything
  refuseLeaks(draft, forbidden)
  await refuseSecrets(all.map(asText), 'the entry would hold', allowedSecrets, { privateSource: true })
  const onRecord = whole.rows.some((row) => improved(row) && (row.level === 'recorded' || row.level === 'attested'))
  return { ...draft, forbidden, improved: onRecord, sheet: disclosureOf(whole, study, passages, open) }
}

function refuseNothing(study: Study, isQuoted: boolean): void {
  if (study.rows.length > 0 || isQuoted) return
  throw new KnownError(
    'nothing of this change may become public: it has no comparison with enough runs for a ratio to be said (five a side), and its configuration opens no quotations. Measure more runs, or open what the page may say: privacy: { fields: [figures] } for the values, [quotations] for the author’s reason.',
  )
}

function asText({ path, content }: EntryFile): { path: string; text: string } {
  return { path, text: typeof content === 'string' ? content : new TextDecoder().decode(content) }
}
