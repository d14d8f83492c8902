/** Numbers that are names: issue 4015, Python 3.12, HTTP 404, in 2019, step 3. They measure nothing. */
import type { Token } from './tokens.ts'

const set = (words: string) => new Set(words.split(/\s+/))

/** Nouns that are followed by their number. */
const NUMBERED = set(
  `issue issues ticket tickets pr prs mr request bug bugs rfc rfcs pep jep rev revision version versions v release releases build
  port ports line lines column columns row step steps stage stages phase part parts section sections chapter chapters appendix figure
  fig table page pages slide item note footnote equation eq theorem lemma rule rules question answer option case level levels tier grade
  class type layer layers block rank ranks node nodes gpu cpu core device devices slot shard replica partition worker thread process pid job task
  run attempt round epoch iteration index position offset bit byte register pin channel seed id number nr code codes status error
  errno signal exit http https tls ssl ssh utf sha md ipv iso iec ieee ansi ecma es cve cwe usb pcie gen generation ddr sdk api abi area
  room floor gate week day q quarter volume vol edition draft method protocol mode profile plan series model mark mk schema migration
  commit change changeset milestone sprint sev severity priority route vlan window example listing exercise problem experiment trial
  group lane zone bus age factor query finding`,
)

/** Of these, the ones that may be verbs before a count: "change 4 files", "run 12 benchmarks". */
const MAY_BE_VERBS = set('change run commit release request block page test mark model profile series group build job process index bug at')

/** Tools and languages that people write in lower case, before a version. */
const TOOLS = set(
  `node nodejs node.js npm pnpm yarn deno bun python python2 python3 cpython pypy go golang rust rustc cargo java jdk jre openjdk kotlin
  scala php ruby perl gcc g++ clang llvm glibc musl linux kernel windows macos ios android ubuntu debian fedora alpine centos rhel
  postgres postgresql mysql mariadb sqlite redis nginx envoy curl openssl torch pytorch tensorflow jax numpy pandas cuda cudnn nccl rocm
  triton vllm pytest tox ruff mypy uv poetry tmux vim emacs gdb perf openmp mpi kokkos hdf5 protobuf grpc kafka spark hadoop kubernetes k8s helm docker containerd bazel cmake gradle maven vitest jest react vue
  angular svelte vite webpack rails django flask spring swift dotnet .net typescript javascript c++ c unicode`,
)

/** Words that begin a sentence before a figure, and are no names. */
const OPENERS = set(
  'expect about only from over under nearly almost around at with after before between some of to in up down roughly another just even still for by on against a all both each every most these those the this that our its their his her we they you it one two three no not if when where while because since but and or so then here there was were is are has have had add added use used read take takes took make made see out as per than',
)

const MONTHS = set(
  `january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec`,
)

const YEAR_LEAD = set(
  'in since of by until till from before after during through to late early mid around year circa and summer winter spring autumn fall',
)

const STATUS_NOUN = /^(?:errors?|responses?|status(?:es)?|pages?|codes?|repl(?:y|ies)|redirects?|s)$/

const isCapital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.core)

/** A word that is a name wherever it stands: capitals or digits inside it (PostgreSQL, vLLM, H100, EPYC). */
function isOddlyWritten(token: Token): boolean {
  return /\p{L}*[\p{Ll}\d]\p{Lu}|^\p{Lu}{2,}|\p{L}\d/u.test(token.core)
}

/** Whether a sentence may begin at a token: the one before ends with a stop, or there is none. */
function beginsSentence(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1]
  return previous === undefined || /[.!?:…]/.test(previous.after) || /^[•·|–—-]$/.test(previous.core)
}

export interface PlainNumber {
  value: number
  decimals: number
  /** Whether a noun in the plural follows: "16 shards". */
  counts: boolean
  grouped: boolean
}

/** Whether the plain number at `at` names something: its place, its version, its year. */
export function isName(tokens: readonly Token[], at: number, number: PlainNumber): boolean {
  const token = tokens[at]
  const previous = tokens[at - 1]
  if (token === undefined) return true
  if (/[#§$]$/.test(token.before) || number.grouped) return false
  if (isTimeOrYear(tokens, at, number)) return true
  if (isStatus(tokens, at, number)) return true
  if (isEnumeration(tokens, at)) return true
  if (previous === undefined || previous.after !== '') return afterNumbered(tokens, at)
  const { word } = previous
  if (TOOLS.has(word)) return true
  if (NUMBERED.has(word)) return !(number.counts && MAY_BE_VERBS.has(word))
  if (isCapital(previous) && !/^(?:I|A)$/.test(previous.core)) {
    if (isOddlyWritten(previous) || !beginsSentence(tokens, at - 1)) return true
    return !OPENERS.has(word) && !/(?:ing|ly)$/.test(word)
  }
  if (/^(?:first|last|top|next|these|those)$/.test(word) && number.counts) return true
  if (previous.core === '=' && !/^[np]$/.test(tokens[at - 2]?.word ?? '')) return true
  return afterNumbered(tokens, at)
}

/** "Python 3.11, 3.12 and 3.13", "steps 2 and 3", "lines 40 to 52": what follows a name by its number is one too. */
function afterNumbered(tokens: readonly Token[], at: number): boolean {
  let back = at - 1
  let joined = false
  let numbers = 0
  while (back >= 0 && at - back <= 8) {
    const token = tokens[back]
    if (token === undefined) return false
    const isNumber = /^\d+(?:\.\d+)*$/.test(token.core)
    const joins = /^(?:and|or|to|through|–|—|-|\/|&)$/.test(token.word)
    if (joins || (isNumber && /^,?$/.test(token.after))) {
      if (joins || token.after === ',') joined = true
      if (isNumber) numbers++
      back--
      continue
    }
    if (!joined || numbers === 0 || token.after !== '') return false
    return TOOLS.has(token.word) || NUMBERED.has(token.word) || (isCapital(token) && isOddlyWritten(token))
  }
  return false
}

function isTimeOrYear(tokens: readonly Token[], at: number, { value, decimals, counts }: PlainNumber): boolean {
  const token = tokens[at]
  const previous = tokens[at - 1]
  const next = tokens[at + 1]
  if (decimals > 0 || token === undefined) return false
  const lead = previous?.word ?? ''
  if (/^(?:am|pm|a\.m|p\.m|o'clock|o’clock|utc|gmt)$/.test(next?.word ?? '')) return true
  if (value >= 1950 && value <= 2100 && /^\d{4}$/.test(token.core) && lead !== '→' && !/^(?:before|after)$/.test(next?.word ?? '')) {
    if (YEAR_LEAD.has(lead) || MONTHS.has(lead)) return !counts || YEAR_LEAD.has(lead)
    return !counts && (token.after !== '' || next === undefined || /^\p{Ll}/u.test(next.core))
  }
  return value >= 1 && value <= 31 && (MONTHS.has(lead) || MONTHS.has(next?.word ?? '')) && (lead !== 'may' || isCapital(previous))
}

function isStatus(tokens: readonly Token[], at: number, { value, decimals }: PlainNumber): boolean {
  return decimals === 0 && value >= 100 && value < 600 && STATUS_NOUN.test(tokens[at + 1]?.word ?? '')
}

/** "(1) …", "1) …", "1. …" before a word. */
function isEnumeration(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  if (/^\d{1,2}$/.test(token.core) && (token.before.endsWith('(') || at === 0) && /^[).]/.test(token.after)) return true
  return token.before.endsWith('[') && token.after.startsWith(']')
}

const MONTH_STEMS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** 1 to 12 for the name of a month, long or short; null for other words. */
export function monthOf(word: string): number | null {
  return MONTHS.has(word) ? 1 + MONTH_STEMS.indexOf(word.slice(0, 3)) : null
}
