import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, test } from 'vitest'
import { passagesOf } from '../../src/writers/passages.ts'
import { opening, sentencesOf } from '../../src/writers/sentences.ts'
import { withoutPraise } from '../../src/writers/template/praise.ts'
import { exchangesOf } from '../../src/writers/template/speech.ts'
import { apposition, asPredicate, listed, plainTitle, projectName } from '../../src/writers/template/verbs.ts'

describe('sentences', () => {
  test.each([
    ['One. Two!', ['One.', 'Two!']],
    ['Uses `a.b. C` inside. Then more.', ['Uses `a.b. C` inside.', 'Then more.']],
    ['It is 3.5 ms, e.g. Fast enough. Done.', ['It is 3.5 ms, e.g. Fast enough.', 'Done.']],
    ['Why not? "Because." It is.', ['Why not?', '"Because."', 'It is.']],
    ['no end', ['no end']],
  ])('%s', (text, expected) => expect(sentencesOf(text)).toEqual(expected))

  test('an opening is whole sentences, at least one', () => {
    expect(opening(['a b c', 'd e f', 'g'], 6)).toEqual(['a b c', 'd e f'])
    expect(opening(['a b c d e'], 3)).toEqual(['a b c d e'])
    expect(opening(['a b c d e f g'], 3)).toEqual([])
  })
})

describe('titles', () => {
  test.each([
    ['[Kernel] Fuse grouped top-k in the MoE router', 'Fuse grouped top-k in the MoE router'],
    ['cache: shard the LRU lock', 'Shard the LRU lock'],
    ['perf(core)!: avoid copies (#12)', 'Avoid copies'],
    ['[WIP][Core] Speed up', 'Speed up'],
    ['One retry policy instead of four', 'One retry policy instead of four'],
  ])('%s', (title, plain) => expect(plainTitle(title)).toBe(plain))

  test.each([
    ['Keep scores in registers, write weights once', 'keeps scores in registers, writes weights once'],
    ['Split map and list', 'splits map and list'],
    ['cache: copy on write', 'copies on write'],
    ['One retry policy', null],
  ])('%s as a predicate', (text, predicate) => expect(asPredicate(text)).toBe(predicate))

  test('apposition and name come from the README', () => {
    expect(apposition('ringcache is an in-process LRU cache for Go services.', 'example/ringcache')).toBe(
      'an in-process LRU cache for Go services',
    )
    expect(apposition('This is a tool.', 'example/ringcache')).toBeNull()
    expect(projectName('vLLM is fast.', 'example/vllm')).toBe('vLLM')
    expect(projectName(null, 'example/vllm')).toBe('vllm')
  })

  test('lists', () => expect(listed(['a', 'b', 'c']).join('')).toBe('a, b and c'))
})

describe('passages', () => {
  const read = (markdown: string, figure = '') =>
    passagesOf(unified().use(remarkParse).use(remarkGfm).parse(markdown), (sentence) => figure !== '' && sentence.includes(figure))

  test('known headings', () => {
    const passages = read(
      [
        '## Motivation',
        'The parser copies every line. Fixes #3',
        '## Modifications',
        'It keeps offsets. The table is larger now.',
        '## Test plan',
        '```bash\nnpm test\n```',
        '## Checklist',
        '- [ ] docs',
        '## Not in this PR',
        'Unicode comes later.',
      ].join('\n\n'),
    )
    expect(passages).toEqual({
      problem: [['The parser copies every line.']],
      method: [['It keeps offsets.']],
      tradeOffs: [['The table is larger now.']],
      leftOut: [['Unicode comes later.']],
      commands: [{ language: 'bash', value: 'npm test' }],
    })
  })

  test('no headings: reason first, then what the change does', () => {
    const passages = read('Every reader waits.\n\nThis splits the lock. Each shard has a list.\n\nEviction is approximate.')
    expect(passages.problem).toEqual([['Every reader waits.']])
    expect(passages.method).toEqual([['This splits the lock.', 'Each shard has a list.']])
    expect(passages.tradeOffs).toEqual([['Eviction is approximate.']])
  })

  test('sentences whose figures stand in the table are not quoted', () => {
    expect(read('It was slow. It took 14.2 us before.', '14.2').problem).toEqual([['It was slow.']])
  })
})

test('an exchange is a question that the author answered', () => {
  const message = (by: 'author' | 'reviewer', text: string) => ({ by, text, name: null })
  const thread = { kind: 'review' as const, number: null, url: null, title: null, path: null, line: null }
  const found = exchangesOf([
    { ...thread, messages: [message('reviewer', 'Nice. Why not Triton?'), message('author', 'I tried. It was slow.')] },
    { ...thread, messages: [message('reviewer', 'Does anything behave differently now?'), message('author', 'No.')] },
    { ...thread, messages: [message('reviewer', 'Typo?')] },
    { ...thread, messages: [message('reviewer', '> Is it LRU?\n\nIs it?'), message('reviewer', 'Yes.')] },
  ])
  expect(found.map(({ source, question, about }) => [source, question, about])).toEqual([
    ['thread 0', 'Why not Triton?', 'alternative'],
    ['thread 1', 'Does anything behave differently now?', 'behaviour'],
  ])
})

describe('praise in titles', () => {
  test.each([
    ['Optimize `sampled_token_ids` using numpy, 0.9% E2E throughput improvement', 'Optimize `sampled_token_ids` using numpy'],
    ['IQ3_S: much faster CPU prompt processing', 'IQ3_S: CPU prompt processing'],
    ['Speed up primitive group value interning, use less memory', 'Work on primitive group value interning, use less memory'],
    ['Improve the performance of the reader', 'Work on the reader'],
    ['Fuse grouped top-k', 'Fuse grouped top-k'],
    ['2x faster', null],
  ])('%s', (title, sober) => expect(withoutPraise(title)).toBe(sober))
})
