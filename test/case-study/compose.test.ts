/** Hostile words in every place that somebody else fills: nothing of them may act in the finished Markdown. */
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compose } from '../../src/case-study/compose.ts'
import { presetNamed } from '../../src/case-study/presets.ts'
import { study } from '../../src/claims/study.ts'
import { type Ledger, ledgerSchema } from '../../src/model.ts'
import { safeTitle } from '../../src/policy/grammar.ts'
import { rebuild } from '../../src/policy/untrusted.ts'
import { passagesOf } from '../../src/writers/passages.ts'
import { contextOf, template } from '../../src/writers/template.ts'
import { evidence, file, reading, runs } from '../claims/build.ts'

const HOSTILE =
  'Ping @octocat about #12, see {{ secret }} <img src=x onerror=alert(1)> $\u007b1+1} fixes #3 https://evil.example/x [a](javascript:alert(1))'

function entryOf(words: string) {
  const description = rebuild(
    `## Motivation\n\n${words} This is the reason, in enough words to be quoted.\n\n## Modifications\n\nThe change ${words}.`,
  ).markdown
  const title = safeTitle(`Shard ${words}`)
  const base = evidence({ description, benchmarks: [file('baseline'), file('candidate')] }, title)
  const input = {
    ...base,
    subject: {
      ...base.subject,
      url: 'https://github.com/example/ring/pull/1',
      number: 1,
      repository: { ...base.subject.repository, url: 'https://github.com/example/ring', introduction: words },
    },
    commits: [{ sha: 'c'.repeat(40), subject: `Add ${words}`, body: '', author: words, date: '2026-09-30', paths: [] }],
    threads: [
      {
        kind: 'review' as const,
        number: null,
        url: 'https://github.com/example/ring/pull/1#r1',
        title: null,
        path: null,
        line: null,
        messages: [
          { by: 'reviewer' as const, name: null, text: rebuild(`${words} Is it safe?`).markdown },
          { by: 'author' as const, name: null, text: rebuild(`Yes. ${words}`).markdown },
        ],
      },
    ],
  }
  const found = study({
    evidence: input,
    readings: [
      reading(runs([180, 181, 182, 183, 181, 180], { benchmark: words })),
      reading(runs([60, 61, 62, 61, 60, 63], { benchmark: words })),
    ],
    stated: [],
    primary: [],
    reason: words,
    repeatable: false,
    isPrivate: () => false,
  })
  const context = contextOf(
    found,
    passagesOf(rebuild(description).root, () => false),
  )
  const preset = presetNamed('casewright')
  if (preset === null) throw new Error('casewright is a preset')
  return compose({ study: found, narrative: template(context, []), preset, name: title, isPrivate: () => false, generator: 'test' })
}

const text = (files: ReturnType<typeof entryOf>['files'], path: string) => String(files.find((f) => f.path === path)?.content ?? '')
const body = (markdown: string) => markdown.split('---\n').slice(2).join('---\n')

describe('hostile words', () => {
  const { files, slug, ledger } = entryOf(HOSTILE)
  const markdown = text(files, 'index.md')
  const tree = unified().use(remarkParse).use(remarkGfm).parse(body(markdown))

  test('no HTML, only https and local links, no mention or reference outside code', () => {
    const links: string[] = []
    const texts: string[] = []
    visit(tree, (node) => {
      expect(node.type).not.toBe('html')
      if (node.type === 'link' || node.type === 'definition' || node.type === 'image') links.push(node.url)
      if (node.type === 'text') texts.push(node.value)
      if (node.type === 'image') texts.push(node.alt ?? '')
    })
    for (const url of links) expect(url).toMatch(/^(?:https:\/\/|figures\.svg$|data\/|evidence\.json$)/)
    for (const words of texts) expect(words).not.toMatch(/@octocat|#12|#3\b|https?:/)
  })

  test('braces and angle brackets are references outside code', () => {
    const outside = body(markdown)
      .replace(/```[\s\S]*?```/g, '')
      .replace(/`[^`\n]*`/g, '')
    expect(outside.replace(/^> /gm, '')).not.toMatch(/[{}<>]/)
  })

  test('front matter is data, the slug is a slug, the chart has no script', () => {
    expect(parse(markdown.split('---\n')[1] ?? '')).toMatchObject({ ledger: 'evidence.json', verdict: 'improved' })
    expect(slug).toMatch(/^[a-z0-9-]+$/)
    expect(text(files, 'figures.svg')).not.toMatch(/<script|<img|onerror=alert\(1\)>/)
  })

  test('the ledger keeps its own schema', () => expect(() => ledgerSchema.parse(JSON.parse(text(files, 'evidence.json')))).not.toThrow())

  test('every rendering of the ledger stands in the text', () => {
    const plain = [markdown, text(files, 'figures.svg')].join('\n')
    for (const claim of (ledger as Ledger).claims) for (const { text: said } of claim.renderings) expect(plain).toContain(said)
  })
})

test('the same evidence gives the same bytes', () => {
  const bytes = (entry: ReturnType<typeof entryOf>) => entry.files.map((f) => `${f.path}\n${f.content}`)
  expect(bytes(entryOf('plain words'))).toEqual(bytes(entryOf('plain words')))
})

test('files of one name in several folders lie beside each other', () => {
  const benchmarks = [
    file('baseline', 'a/x.json'),
    file('baseline', 'b/x.json'),
    file('candidate', 'a/x.json'),
    file('baseline', 'x-2.json'),
  ]
  const found = study({
    evidence: evidence({ benchmarks }),
    readings: benchmarks.map(({ side }) => reading(runs([side === 'baseline' ? 2 : 1]))),
    stated: [],
    primary: [],
    reason: '',
    repeatable: false,
    isPrivate: () => false,
  })
  const context = contextOf(
    found,
    passagesOf(rebuild('').root, () => false),
  )
  const preset = presetNamed('plain')
  if (preset === null) throw new Error('plain is a preset')
  const { files } = compose({
    study: found,
    narrative: template(context, []),
    preset,
    name: 'x',
    isPrivate: () => false,
    generator: 'test',
  })
  expect(files.map(({ path }) => path).filter((path) => path.endsWith('.json') && path.startsWith('data/'))).toEqual([
    'data/baseline/x.json',
    'data/baseline/x-2.json',
    'data/candidate/x.json',
    'data/baseline/x-2-2.json',
  ])
})
