/** Generated entries that are true: ledger and Markdown in the manner of the golden examples, no two alike. */
import type { Claim, Ledger, Source } from '../../src/model.ts'
import type { Random } from './random.ts'
import { random } from './random.ts'
import { countClaims, grouped, type SceneClaims, type Spelling, sceneClaims, spellingOf } from './true-claims.ts'
import { type Scene, scene, subject } from './true-comparisons.ts'
import { BOTH, COST, DOUBLE, EARNED, FACTOR, HALF, quantityOf, type Said, UNEARNED, type Writer } from './true-sentences.ts'

export interface TrueEntry {
  seed: number
  ledger: Ledger
  markdown: string
}

function writer(claims: SceneClaims, block: string, row: string | null, style: 'rough' | 'exact'): Writer {
  const claim = (id: string, text: string): string => {
    const found = claims.get(id)
    if (found === undefined) throw new Error(`no claim ${id}`)
    if (!found.renderings.some((r) => r.text === text && r.block === block && r.row === row)) found.renderings.push({ text, block, row })
    return text
  }
  const of = (part: string, spell: (spelling: Spelling) => string) => (said: Said) =>
    claim(`${said.one.comparison.id}.${part}`, spell(spellingOf(said.one)))
  return {
    before: of('before', (s) => s.before(style)),
    after: of('after', (s) => s.after(style)),
    bareBefore: of('before', (s) => s.bareBefore(style)),
    difference: of('difference', (s) => s.difference()),
    percent: of('change', (s) => s.percent()),
    times: of('times', (s) => s.times()),
    interval: (said) => (said.one.comparison.interval === null ? 'exact' : of('interval', (s) => s.interval())(said)),
    runs: of('runs', (s) => s.runs()),
    word: (said, word) => claim(`${said.one.comparison.id}.times`, word),
    level: () => claim('level', '95\u00a0%'),
    claim,
  }
}

const REASON =
  'Every reader waits for every other one, because the map has one lock around it. Under load the profiler puts 71 % of the CPU time into waiting. This splits it by the hash of the key.'
const ISSUE =
  'The tail of our auth service follows the cache: with many workers a read is slower than the round trip it is supposed to save.'
const ANSWER =
  'A fixed power of two makes the shard a mask of the hash. Fewer shards left some contention in the profile, more gave nothing on this machine and make construction slower.'

function sources(level: Scene['level']): Source[] {
  const { repository, head } = { repository: subject.repository, head: subject.head }
  const empty = { path: null, lines: null, commit: null, by: null, data: null, text: null, sha256: 'a'.repeat(64) } as const
  const code = (id: string, path: string, lines: [number, number]): Source => ({
    ...empty,
    id,
    kind: 'code',
    title: 'Code at d842925',
    url: `${repository}/blob/${head}/${path}#L${lines[0]}-L${lines[1]}`,
    path,
    lines,
    level: 'recorded',
  })
  const measured: Source =
    level === 'recorded'
      ? {
          ...empty,
          id: 'e1',
          kind: 'benchmark',
          title: 'Benchmark output',
          url: `${repository}/actions/runs/17440218`,
          data: 'data/new.txt',
          level,
        }
      : {
          ...empty,
          id: 'e1',
          kind: 'review',
          title: 'Review with the figures',
          url: `${repository}/pull/218#issuecomment-1`,
          level,
          text: 'Figures below.',
        }
  return [
    measured,
    {
      ...empty,
      id: 'e2',
      kind: 'description',
      title: 'Description of the pull request',
      url: `${repository}/pull/218`,
      data: 'data/description.md',
      level: 'stated',
      text: REASON,
    },
    { ...empty, id: 'e3', kind: 'issue', title: 'Issue 190', url: `${repository}/issues/190`, level: 'stated', text: ISSUE },
    code('e4', 'cache.go', [31, 118]),
    code('e5', 'shard.go', [12, 22]),
    {
      ...empty,
      id: 'e6',
      kind: 'review',
      title: 'Review thread',
      url: `${repository}/pull/218#discussion_r1790101`,
      level: 'stated',
      text: ANSWER,
    },
  ]
}

function table(claims: SceneClaims, said: readonly Said[], { level }: Scene, dice: Random): string[] {
  const heads = dice.pick([
    ['before', 'after'],
    ['main', 'this change'],
    ['baseline', 'candidate'],
  ])
  const w = writer(claims, 'lead', null, 'exact')
  const [first] = said
  const caption =
    level === 'stated'
      ? 'Reported by the author'
      : first === undefined
        ? 'Recorded'
        : `Median of ${w.claim(`${first.one.comparison.id}.runs`, first.one.runs === 1 ? 'one' : (spellingOf(first.one).runs().split(' ')[0] ?? ''))} runs`
  const verdicts = said.some((one) => earned(one))
  const last = verdicts ? `change (${w.level()} interval)` : 'difference'
  return [
    `| ${caption} | ${heads[0]} | ${heads[1]} | ${last} |`,
    '|---|--:|--:|--:|',
    ...said.map((one) => {
      const r = writer(claims, 'lead', one.name, 'exact')
      return `| ${one.name} | ${r.before(one)} | ${r.after(one)} | ${changeCell(claims, one)} |`
    }),
  ]
}

function changeCell(claims: SceneClaims, one: Said): string {
  const w = writer(claims, 'lead', one.name, 'exact')
  const quantity = quantityOf(one)
  const { verdict, interval } = one.one.comparison
  if (!earned(one)) {
    if (verdict === 'inconclusive') return 'no clear difference'
    const text = w.claim(`${one.one.comparison.id}.difference`, spellingOf(one.one).signed())
    return worse(one) ? `**${text}, worse**` : text
  }
  const change = `${w.percent(one)} ${one.more ? quantity.more : quantity.less}`
  const spread = interval === null ? ' (exact)' : ` (${w.interval(one)})`
  return verdict === 'regressed' ? `**${change}**${spread}` : `${change}${spread}`
}

const earned = ({ one }: Said): boolean => one.comparison.verdict === 'improved' || one.comparison.verdict === 'regressed'
const worse = ({ one, more }: Said): boolean => (one.row.better === 'lower') === more && one.before !== one.after

function costSentence(claims: SceneClaims, one: Said, dice: Random, block: string): string {
  const w = writer(claims, block, null, 'rough')
  const ratio = one.one.after / one.one.before
  if (earned(one) && ratio > 1.95 && ratio < 2.05 && dice.chance(0.7)) return dice.pick(DOUBLE)(w, one)
  if (earned(one) && ratio >= 2 && dice.chance(0.6)) return dice.pick(FACTOR)(w, one)
  return earned(one) ? dice.pick(COST)(w, one) : `${one.name} got worse: ${w.before(one)} before, ${w.after(one)} after.`
}

function headline(claims: SceneClaims, one: Said, dice: Random): string {
  const w = writer(claims, 'lead', null, 'rough')
  if (!earned(one)) return dice.pick(UNEARNED)(w, one)
  const ratio = one.one.after / one.one.before
  if (ratio > 0.485 && ratio < 0.515 && dice.chance(0.5)) return dice.pick(HALF)(w, one)
  const templates = one.one.comparison.interval === null ? EARNED.slice(4, 5) : EARNED
  return dice.pick(templates)(w, one)
}

function title(claims: SceneClaims, one: Said, dice: Random): string {
  const w = writer(claims, 'title', null, 'rough')
  return dice.pick([
    () => `One lock less: ${w.bareBefore(one)} → ${w.after(one)} for ${one.name}`,
    () => `Sharding one lock: ${one.name} at ${w.after(one)} instead of ${w.before(one)}`,
    () => 'Sharding one lock',
  ])()
}

/** An entry of this seed; a short one has lead, table, costs and receipts only. */
export function trueEntry(seed: number, short = false): TrueEntry {
  const dice = random(seed)
  const stage = scene(dice, 'e1')
  const files = dice.between(2, 40)
  const [added, removed] = [dice.between(60, 2400), dice.between(20, 900)]
  const claims = sceneClaims(stage, countClaims(files, added, removed))
  const said = stage.comparisons.map((one): Said => ({ one, name: one.row.label, more: one.after > one.before }))
  const [lead, ...others] = said
  if (lead === undefined) throw new Error('a scene has a row')
  const bad = said.filter((one) => worse(one) && (one.one.comparison.verdict === 'regressed' || one.one.comparison.verdict === 'none'))
  const inLead = writer(claims, 'lead', null, 'rough')
  const next = others[0]
  const rest = next !== undefined && earned(lead) && dice.chance(0.3) ? dice.pick(BOTH)(inLead, lead, next) : ''
  const costs = bad.filter((one) => one !== lead).map((one) => costSentence(claims, one, dice, 'lead'))
  const w = writer(claims, 'receipts', null, 'exact')
  const verdictWords = said.some((one) => one.one.comparison.verdict === 'regressed')
    ? said.some((one) => one.one.comparison.verdict === 'improved')
      ? 'improved, with regressions'
      : 'regressed'
    : said.some((one) => one.one.comparison.verdict === 'improved')
      ? 'improved'
      : 'none'
  const allSources = sources(stage.level).slice(0, short ? 1 : 6)
  const lines = [
    '---',
    `title: "${title(claims, lead, dice)}"`,
    `description: "How ${stage.family.project}, ${stage.family.introduction}, removed its single lock, and what it costs."`,
    'date: "2026-09-30"',
    'authors: ["tomasz-w"]',
    'source: "https://github.com/example/work/pull/218"',
    `evidence: "${stage.level}"`,
    `verdict: "${verdictWords}"`,
    `runs: ${lead.one.runs}`,
    'missing: []',
    'ledger: "evidence.json"',
    '---',
    '',
    [
      `In ${stage.family.project}, this change splits one lock into several.`,
      headline(claims, lead, dice),
      ...(rest === '' ? [] : [rest]),
      ...costs,
    ].join(' '),
    '',
    '![Both sides of every row of the table, with intervals](figures.svg)',
    '',
    ...table(claims, said, stage, dice),
    '',
    stage.level === 'recorded'
      ? 'Computed from [`data/new.txt`](data/new.txt), kept from the [benchmark run][e1].'
      : 'All rows are in [the review][e1].',
    '',
    ...(short ? [] : reasons(claims)),
    ...(bad.length === 0 ? [] : ['## What it costs', '', bad.map((one) => costSentence(claims, one, dice, 'what-it-costs')).join(' '), '']),
    ...(short ? [] : limits),
    ...(short ? [] : repeating(claims, lead)),
    '## Receipts',
    '',
    `Pull request ${w.claim('subject.number', '218')}, merged on ${w.claim('date.merged', '30 September 2026')} · ${w.claim('count.files', grouped(files, 0))} files, ${w.claim('count.added', grouped(added, 0))} lines added, ${w.claim('count.removed', grouped(removed, 0))} removed · MIT · tests passed on the measured commit.`,
    '',
    '| | Source | Level |',
    '|---|---|---|',
    ...allSources.map((source) => `| [${source.id}] | ${source.title} | ${source.level} |`),
    '',
    ...allSources.map((source) => `[${source.id}]: ${source.url}`),
    '',
  ]
  return { seed, markdown: lines.join('\n'), ledger: ledgerOf(stage, [...claims.values()], allSources, short) }
}

function reasons(claims: SceneClaims): string[] {
  const problem = writer(claims, 'the-problem', null, 'exact')
  return [
    '## The problem',
    '',
    `> ${ISSUE} ([issue][e3])`,
    '',
    `The author adds: “Every reader waits for every other one, because the map has one lock around it.” The profile has ${problem.claim('stated.1', '71\u00a0%')} of the CPU time [in waiting for it][e2].`,
    '',
    '## What changed',
    '',
    '- [Split the cache by the hash of the key][e4].',
    '- [Document that eviction is per shard][e5].',
    '',
    `Why a fixed number? “A fixed power of two makes the shard a mask of the hash.” ([review][e6])`,
    '',
  ]
}

const limits = [
  '## What this does not show',
  '',
  'One machine was measured; more cores may look different. These are small programs, and no service was measured again.',
  '',
]

function repeating(claims: SceneClaims, lead: Said): string[] {
  const repeat = writer(claims, 'repeat-it', null, 'exact')
  return [
    '## Repeat it',
    '',
    '```bash',
    `git worktree add ../old ${subject.base}`,
    `git worktree add ../new ${subject.head}`,
    'for i in 1 2 3 4 5 6; do ./bench.sh ../old; ./bench.sh ../new; done',
    '```',
    '',
    earned(lead) && lead.one.comparison.interval !== null
      ? `Expect ${repeat.interval(lead)} ${lead.more ? quantityOf(lead).more : quantityOf(lead).less} for ${lead.name} on a machine like this one.`
      : 'Alternate the two sides, six runs each. That is enough for a verdict.',
    '',
  ]
}

const QUOTATIONS: Ledger['quotations'] = [
  { text: ISSUE, source: 'e3', block: 'the-problem' },
  { text: 'Every reader waits for every other one, because the map has one lock around it.', source: 'e2', block: 'the-problem' },
  { text: 'A fixed power of two makes the shard a mask of the hash.', source: 'e6', block: 'what-changed' },
]

const WARNINGS: Ledger['warnings'] = [
  { code: 'W16', message: 'These are small programs.', about: [], said: true },
  { code: 'W19', message: 'One machine was measured.', about: [], said: true },
]

function ledgerOf(stage: Scene, claims: Claim[], allSources: Source[], short: boolean): Ledger {
  return {
    schemaVersion: 1,
    generator: 'casewright test',
    subject,
    sources: allSources,
    measurements: stage.comparisons.flatMap((one) => one.measurements),
    comparisons: stage.comparisons.map((one) => one.comparison),
    claims: claims
      .filter((claim) => claim.renderings.length > 0 || claim.comparison !== null)
      .map((claim) => (short && claim.derivation.of.includes('diff') ? { ...claim, sources: [] } : claim)),
    terms: ['EPYC 7763', 'MIT'],
    quotations: short ? [] : QUOTATIONS,
    warnings: short ? [] : WARNINGS,
    omissions: [],
    unmatched: [],
    environments: [],
    threshold: stage.threshold,
    files: [
      { path: 'figures.svg', sha256: 'b'.repeat(64) },
      { path: 'data/new.txt', sha256: 'c'.repeat(64) },
      { path: 'data/description.md', sha256: 'd'.repeat(64) },
    ],
  }
}
