/** After the merge: writes who signed beside the entry, if what was merged is what was signed (I13). */
import type { Config } from '../config.ts'
import { commitRecord, observeRecord, proposeRecord, type RecordStanding } from '../destinations/sign-off-record.ts'
import { KnownError } from '../errors.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { EntryFile } from '../model.ts'
import { slugify } from '../policy/paths.ts'
import { type EntryAt, entriesAt, type PullPlace } from './entry-at.ts'
import { textOf } from './entry-files.ts'
import { judged } from './evidence-check.ts'
import { recordText } from './sign-off-record.ts'
import { type Objections, reviewSignOff, type SignableEntry, type SignOffReview } from './sign-off-review.ts'

export interface Recorded {
  /**
   * `proposed`: as a pull request; `declined`: somebody closed that; `none`: there is nothing to record, `why` says so;
   * `closed`, `open`: the entry's own pull request is, without a merge.
   */
  outcome: 'committed' | 'proposed' | 'unchanged' | 'declined' | 'none' | 'closed' | 'open'
  /** The commit or the pull request. */
  url: string | null
  /** Why an entry got no record, a sentence each. */
  why: string[]
}

interface Request {
  writer: GitHubWriter
  pull: PullPlace
  /** The showcase's, from its default branch. */
  rules: Config['signOff']
  objections?: Objections
  wait: (milliseconds: number) => Promise<void>
}

/** How often the world is looked at before a fault is believed. */
const ROUNDS = 4

/** Records. Throws a KnownError where the token may not, and where GitHub gives no clear answer in four rounds. */
export async function recordSignOff({ writer, pull, rules, objections, wait }: Request): Promise<Recorded> {
  const review = await reviewSignOff(writer, pull, rules, { objections })
  if (review.state !== 'MERGED')
    return { outcome: review.state === 'OPEN' ? 'open' : 'closed', url: null, why: ['The pull request is not merged.'] }
  if (review.entries.length === 0) return none('The pull request changes no case study.')
  if (!review.signed) return { outcome: 'none', url: null, why: review.why.length > 0 ? review.why : ['Nobody signed it.'] }
  const before = writer.writes
  for (let round = 1; ; round++) {
    try {
      const recorded = await converge({ writer, pull, rules, wait }, review)
      // A round that was cut off may have written all there was to write.
      return recorded.outcome === 'unchanged' && writer.writes > before
        ? { ...recorded, outcome: recorded.url === null ? 'committed' : 'proposed' }
        : recorded
    } catch (error) {
      if (!(error instanceof Unsure || error instanceof Refused)) throw error
      if (round === ROUNDS) throw new KnownError(`${error.message}. Run it again later.`, { exitCode: 3, cause: error })
      await wait(500 * 2 ** round)
    }
  }
}

function none(why: string): Recorded {
  return { outcome: 'none', url: null, why: [why] }
}

async function converge({ writer, pull, rules }: Request, review: SignOffReview): Promise<Recorded> {
  const place = { writer, ...pull }
  const standing = await observeRecord(place)
  const { files, why } = await missingAt(writer, pull, standing.base.oid, review, rules.count)
  if (files.length === 0) return { outcome: why.length === review.entries.length ? 'none' : 'unchanged', url: null, why }
  const change = { headline: headlineOf(review.entries), files }
  if (standing.pull === null && standing.tip === null) {
    const url = await commitRecord(place, standing, change)
    if (url !== null) return { outcome: 'committed', url, why }
  }
  return propose(place, pull, standing, change, { review, rules, why })
}

/** A pull request that somebody closed means no. */
async function propose(
  place: Parameters<typeof proposeRecord>[0],
  pull: PullPlace,
  standing: RecordStanding,
  change: { headline: string; files: readonly EntryFile[] },
  { review, rules, why }: { review: SignOffReview; rules: Config['signOff']; why: string[] },
): Promise<Recorded> {
  if (standing.pull?.state === 'closed' && !standing.pull.merged) return { outcome: 'declined', url: standing.pull.url, why }
  const behind = standing.tip === null ? change.files : (await missingAt(place.writer, pull, standing.tip, review, rules.count)).files
  if (behind.length === 0 && standing.pull?.state === 'open') return { outcome: 'unchanged', url: standing.pull.url, why }
  return { outcome: 'proposed', url: await proposeRecord(place, standing, { ...change, files: behind }), why }
}

/** Records that are not at this commit yet, where its entries are what was signed. */
async function missingAt(
  writer: GitHubWriter,
  pull: PullPlace,
  commit: string,
  review: SignOffReview,
  count: number,
): Promise<{ files: EntryFile[]; why: string[] }> {
  const pages = review.entries.map(({ folder }) => `${folder}/evidence.json`)
  const there = await entriesAt(writer, { ...pull, commit }, pages)
  const [files, why]: [EntryFile[], string[]] = [[], []]
  for (const entry of review.entries) {
    const now = there.find(({ folder }) => folder === entry.folder)
    const fault = faultOf(entry, now)
    const content = recordText(entry, review, count)
    if (fault !== null) why.push(fault)
    else if (content !== null && textOf(now?.files ?? [], 'sign-off.json') !== content)
      files.push({ path: `${entry.folder}/sign-off.json`, content })
  }
  return { files, why }
}

function faultOf({ folder, digest }: SignableEntry, now: EntryAt | undefined): string | null {
  if (now === undefined) return `${folder} is not on the default branch.`
  if (judged(now).digest === digest) return null
  return `${folder} is not what was signed: it was changed in the merge or since. Sign it again.`
}

/** Our words, and slugs. */
function headlineOf(entries: readonly SignableEntry[]): string {
  const [only, ...more] = entries.map(({ folder }) => slugify(folder.split('/').at(-1) ?? ''))
  return more.length === 0 ? `Sign-off of case study: ${only}` : `Sign-off of ${entries.length} case studies`
}
