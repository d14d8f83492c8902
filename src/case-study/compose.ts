/** Study and narrative → the files of an entry. Pure: the same study gives the same bytes. */
import type { Root } from 'mdast'
import { ledgerOf, numberedSources } from '../claims/ledger.ts'
import { hasVerdict, improved, regressed } from '../claims/outcome.ts'
import { DESCRIPTION, dataPath, digest, isKept, MEASUREMENTS } from '../claims/sources.ts'
import type { Study } from '../claims/study.ts'
import type { BenchmarkFile, EntryFile, Ledger, Narrative } from '../model.ts'
import { slugify } from '../policy/paths.ts'
import { sectionNodes } from './blocks.ts'
import { entryChart } from './entry-chart.ts'
import { type FrontMatter, printFrontMatter } from './front-matter.ts'
import { printMarkdown } from './markdown.ts'
import { measurementsCsv } from './measurements-csv.ts'
import { type Scribe, scribe } from './phrase.ts'
import type { Preset } from './presets.ts'
import { receiptNodes } from './receipts.ts'

export interface Composition {
  /** From the change's own title; a human's rename wins later. */
  slug: string
  title: string
  /** index.md, evidence.json, charts, data; paths relative to the entry's folder. */
  files: EntryFile[]
  ledger: Ledger
}

export interface ComposeInput {
  study: Study
  narrative: Narrative
  preset: Preset
  /** The words of the slug: the plain title, without figures. */
  name: string
  isPrivate: (file: BenchmarkFile) => boolean
  generator: string
}

/** In front matter: none, improved, "improved, with regressions", regressed, no material change, inconclusive. */
function verdictWords({ headline, rows }: Study): string {
  if (headline === null) return 'none'
  const { verdict } = headline.comparison
  const worse = rows.some((row) => row !== headline && regressed(row))
  if (worse && !improved(headline)) return 'regressed'
  if (verdict === 'no-material-change') return 'no material change'
  if (verdict === 'not-comparable') return 'none'
  if (!hasVerdict(headline)) return verdict === 'inconclusive' ? verdict : 'none'
  return improved(headline) && worse ? 'improved, with regressions' : verdict
}

function frontMatter(input: ComposeInput, words: Scribe): FrontMatter {
  const { study, narrative } = input
  const { subject } = study.evidence
  const { headline } = study
  return {
    title: words.plain(narrative.title, { block: 'title', row: null }),
    description: words.plain(narrative.description, { block: 'description', row: null }),
    date: subject.date,
    authors: subject.author === null ? [] : [subject.author],
    topics: narrative.topics,
    source: subject.url ?? study.sources.get('diff')?.url ?? null,
    evidence: headline?.level ?? 'recorded',
    verdict: verdictWords(study),
    ...(headline === null ? {} : { runs: Math.min(headline.baseline.runs, headline.candidate.runs) }),
    missing: narrative.missing,
    ledger: 'evidence.json',
  }
}

/** The used measurements, the description and the raw files that may lie beside the entry. */
function dataFiles({ study, isPrivate }: ComposeInput): EntryFile[] {
  const { description, benchmarks } = study.evidence
  const used = new Set(
    study.rows.flatMap((row) => [...row.comparison.baseline, ...row.comparison.candidate, ...(row.parts ?? []).map((p) => p.id)]),
  )
  const measurements = study.measurements.filter((m) => used.has(m.id))
  return [
    ...(description === null ? [] : [{ path: DESCRIPTION, content: description }]),
    ...(measurements.length === 0 ? [] : [{ path: MEASUREMENTS, content: measurementsCsv(measurements) }]),
    ...rawFiles(benchmarks.filter((file) => isKept(file, isPrivate))),
  ]
}

/** Files of one name in several folders (criterion's estimates.json) get numbers. */
function rawFiles(files: readonly BenchmarkFile[]): EntryFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const plain = dataPath(file)
    let path = plain
    for (let i = 2; taken.has(path); i++) path = plain.replace(/(\.[^./]*)?$/, `-${i}$1`)
    taken.add(path)
    return { path, content: file.bytes }
  })
}

/** Writes the entry. */
export function compose(input: ComposeInput): Composition {
  const { study, narrative, preset, generator } = input
  const words = scribe(study)
  const matter = frontMatter(input, words)
  const body = narrative.sections.flatMap((section) => sectionNodes(section, words))
  const sources = numberedSources(study, words)
  const { table, definitions } = receiptNodes(sources)
  const tree: Root = { type: 'root', children: [...body, table, ...definitions] }
  const charts = narrative.sections.flatMap((section) =>
    section.blocks.flatMap((block): EntryFile[] =>
      block.type === 'chart'
        ? [{ path: block.file, content: entryChart(study, words.plain(block.alternative, { block: 'lead', row: null })) }]
        : [],
    ),
  )
  const beside = [...charts, ...dataFiles(input)]
  const files = beside.map((file) => ({ path: file.path, sha256: digest(file.content) }))
  const ledger = ledgerOf(study, words, files, generator)
  const markdown = `${printFrontMatter(preset.frontMatter(matter))}\n${printMarkdown(tree)}`
  return {
    slug: slugify(input.name),
    title: matter.title,
    files: [{ path: 'index.md', content: markdown }, { path: 'evidence.json', content: `${JSON.stringify(ledger, null, 2)}\n` }, ...beside],
    ledger,
  }
}
