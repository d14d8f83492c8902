/** What is known of an open pull request before its merge: the check `casewright / preview`. Publishes nothing, blocks nothing. */
import { sectionNodes } from '../case-study/blocks.ts'
import { printMarkdown } from '../case-study/markdown.ts'
import { scribe } from '../case-study/phrase.ts'
import type { Config, Occasion } from '../config.ts'
import type { Check } from '../destinations/check.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { Evidence, Inline } from '../model.ts'
import type { Reference } from '../sources/github/reference.ts'
import { previewSections, previewTitle } from '../writers/preview-text.ts'
import { contextOf } from '../writers/template.ts'
import { collectFromGitHub, type OwnFiles } from './collect-github.ts'
import { formatsOf, studyOf, textsOf } from './draft.ts'
import { readEvidence } from './read-evidence.ts'
import { refuseSecrets, refuseSecretsInDiff } from './refuse-secrets.ts'

export interface PreviewRequest {
  reference: Reference
  /** Reads the source. */
  source: GitHub
  /** Of the source's repository. */
  config: Config
  /** Files of this machine. */
  own: OwnFiles
  onProgress?: (label: string) => void
}

export interface PreviewedEvidence extends Pick<Check, 'title' | 'summary' | 'annotations'> {
  conclusion: 'neutral'
  /** The commit that it is about. */
  head: string
}

/** Looks and says. Throws a KnownError where the pull request cannot be read. */
export async function previewEvidence({
  reference,
  source,
  config,
  own,
  onProgress = () => {},
}: PreviewRequest): Promise<PreviewedEvidence> {
  const { evidence, suspects } = await collectFromGitHub({ reference, github: source, own, benchmarks: config.benchmarks, onProgress })
  const shared = { conclusion: 'neutral', annotations: [], head: evidence.subject.head } as const
  try {
    await refuseSecretsInDiff(suspects, NOBODY)
    await refuseSecrets(textsOf(evidence), 'the evidence holds', NOBODY)
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    const children = [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: error.message }] }]
    return { ...shared, title: 'No page can be drafted: something looks like a secret', summary: printMarkdown({ type: 'root', children }) }
  }
  return { ...shared, ...wordsOf(evidence, config) }
}

const NOBODY: ReadonlySet<string> = new Set()

function wordsOf(evidence: Evidence, config: Config): { title: string; summary: string } {
  const reading = readEvidence(evidence, config.benchmarks.mappings)
  const context = contextOf(studyOf(reading, config.benchmarks.primary), reading.passages)
  const setting = {
    formats: formatsOf(reading),
    artifact: config.benchmarks.artifacts[0] ?? null,
    occasions: config.draft.when.flatMap((occasion) => phraseOf(occasion, config) ?? []),
  }
  const words = scribe(context.study)
  const children = previewSections(context, setting).flatMap((section) => sectionNodes(section, words))
  return { title: previewTitle(context), summary: printMarkdown({ type: 'root', children }) }
}

/** What makes a draft of a pull request after its merge. */
function phraseOf(occasion: Occasion, { draft }: Config): [Inline[]] | null {
  switch (occasion) {
    case 'label':
      return [['the pull request has the label ', { code: draft.label }]]
    case 'command':
      return [['somebody comments ', { code: '/casewright draft' }]]
    case 'improvement':
      return [['recorded figures show a change beyond noise']]
    case 'release':
      return null
  }
}
