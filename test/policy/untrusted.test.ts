import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { neutralise, rebuild } from '../../src/policy/untrusted.ts'

/** A reader of our output that knows nothing of how it was made. */
const reader = unified().use(remarkParse).use(remarkGfm).freeze()

const markup = fc.constantFrom(
  ...[
    '<',
    '>',
    '&',
    '&amp;',
    '&#64;',
    '&#x40;',
    '[',
    ']',
    '](',
    '(',
    ')',
    '!',
    '![',
    '*',
    '**',
    '***',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '``',
    '```',
    '```\n',
  ],
  ...[
    '#',
    '# ',
    '## ',
    '- ',
    '+ ',
    '1. ',
    '1) ',
    '- [ ] ',
    '- [x] ',
    '> ',
    '|',
    '|-|',
    '\n|-|-|\n',
    '\n',
    '\n\n',
    '  \n',
    '\\\n',
    '---',
    '===',
    '    ',
    '\t',
  ],
  ...[
    '\\',
    '\\@',
    '[^1]',
    '[^1]: ',
    '[x]',
    '[x]: https://x.co',
    '{',
    '}',
    '{{',
    '{%',
    '$',
    ' ',
    ' ',
    'a',
    'B',
    'é',
    '0',
    '.',
    ',',
    ':',
    '"',
    "'",
    '\u00a0',
    '\u200b',
    '\u202e',
    '\r',
  ],
)
const danger = fc.constantFrom(
  ...['@', '@user', '@org/team', 'a@b.co', '#12', 'o/r#3', 'GH-7', 'deadbeef1', '0123456789abcdef', 'fixes #1', '/lgtm', '\n/approve'],
  ...[
    'www.x.co',
    'WWW.x.co',
    'http://x.co',
    'Http://x.co',
    'https://x.co/?a=b_c*',
    'ftp://x.co',
    'mailto:a@b.c',
    'xmpp:a@b.c',
    'javascript:alert(1)',
  ],
  ...[
    '<!--',
    '-->',
    '<a>',
    '<b>x</b>',
    '<img src=x>',
    '<script>',
    '</script>',
    '<details>',
    '<summary>',
    '<pre>',
    '</pre>',
    '<td>',
    '<br>',
    '<https://x.co>',
  ],
  ...[
    '[a](javascript:b)',
    '[a](http://x.co)',
    '[a](https://u:p@x.co)',
    '![a](https://x.co)',
    '[a](https://github.com/o/r/issues/1)',
    '[a](//x.co)',
    '[a](data:x)',
  ],
)
const document = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: markup }, { weight: 1, arbitrary: danger }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) }),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

const allowedTypes = new Set(
  'root paragraph heading blockquote list listItem table tableRow tableCell code text inlineCode emphasis strong delete link'.split(' '),
)

/** Everything that is wrong with what a reader sees, in words. */
function faults(markdown: string): string[] {
  const found: string[] = []
  visit(reader.parse(markdown), (node: Nodes) => {
    if (!allowedTypes.has(node.type)) found.push(`a node of type ${node.type}`)
    if (node.type === 'link' && !/^https:\/\/(?![^/?#]*@)[\x21-\x7e]+$/.test(node.url)) found.push(`a link to ${node.url}`)
    if (node.type === 'link' && /github\.com\/.+\/issues/.test(node.url)) found.push(`a link that GitHub notes: ${node.url}`)
    if (node.type !== 'text') return
    if (/(^|\W)@\w|\w@\w/.test(node.value)) found.push(`a mention or address in "${node.value}"`)
    if (/#\d|\bGH-\d/i.test(node.value)) found.push(`a reference in "${node.value}"`)
    if (/https?:|www\.|mailto:|javascript:/i.test(node.value)) found.push(`an address in "${node.value}"`)
    if (/\b(?=\w*[a-f])(?=\w*\d)[0-9a-f]{7,40}\b/i.test(node.value)) found.push(`a commit id in "${node.value}"`)
    if (/[\u202a-\u202e\u200b]/.test(node.value)) found.push(`what cannot be seen in "${node.value}"`)
  })
  return found
}

describe('rebuild', () => {
  test('leaves nothing that acts, whatever the text, and changes nothing the second time', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { markdown, root } = rebuild(text)
        expect(faults(markdown)).toEqual([])
        const again = rebuild(markdown)
        expect(again.markdown).toBe(markdown)
        expect(again.root).toEqual(root)
      }),
      { numRuns: 800, seed: 2 },
    )
  })

  test.each([
    ['a mention becomes code and its brackets stay prose', 'Thanks (@org/team), and bob@x.co.', 'Thanks (`@org/team`), and `bob@x.co`.\n'],
    ['references and commits become code', 'fixes #12 and o/r#3 (GH-7) in deadbeef1', 'fixes `#12` and `o/r#3` (`GH-7`) in `deadbeef1`\n'],
    ['figures stay text', '1048576 tokens @ 8 threads, #1: 79.3 tok/s', '1048576 tokens @ 8 threads, `#1`: 79.3 tok/s\n'],
    ['https links stay', '[the paper](https://arxiv.org/abs/1)', '[the paper](https://arxiv.org/abs/1)\n'],
    ['links by reference stay', '[the paper][p]\n\n[p]: https://arxiv.org/abs/1', '[the paper](https://arxiv.org/abs/1)\n'],
    ['other links keep their words', '[a](http://x.co) [b](javascript:x) [c](https://github.com/o/r/pull/1)', 'a b c\n'],
    ['images keep their alternative', '![before and after](https://x.co/a.png)', 'before and after\n'],
    ['comments and tags are dropped, words between stay', 'a <!-- template --> <b>bold</b> x', 'a  bold x\n'],
    [
      'a summary and preformatted output survive',
      '<details><summary>Output</summary>\n<pre>\n1 ms\n 2 &lt; 3\n</pre></details>',
      'Output\n\n```\n1 ms\n 2 < 3\n```\n',
    ],
    ['cells of an HTML table are dropped', '<table><tr><td>1 ms</td></tr></table>', ''],
    ['tables of Markdown stay, unpadded', '|a|b|\n|:-|-:|\n|**1**|`x`|', '| a | b |\n| :- | -: |\n| **1** | `x` |\n'],
    ['code stays as it is, its language by name', '```go {.x}\n@a #1 <b>\n```', '```go\n@a #1 <b>\n```\n'],
    ['task lists stay recognisable', '- [x] tests\n- [ ] docs', '- [x] tests\n- [ ] docs\n'],
    ['hidden and reversing characters are removed or shown', 'p\u200bass \u202eevil', 'pass \ufffdevil\n'],
  ])('%s', (_, markdown, rebuilt) => {
    expect(rebuild(markdown).markdown).toBe(rebuilt)
  })

  test('cuts a text at 65,536 characters and says so', () => {
    const { markdown, notices } = rebuild('a line of thirty-eight letters, no more\n\n'.repeat(2500))
    expect(markdown.length).toBeLessThan(65_600)
    expect(notices).toEqual(['The text has 102500 characters; what comes after the first 65536 was not read.'])
  })

  test('cuts a text at 6,000 lines and says so', () => {
    expect(rebuild('a\n'.repeat(7000)).notices).toEqual(['The text has 7001 lines; what comes after the first 6000 was not read.'])
  })

  // Unbounded, these take from 2 to 90 seconds or overflow the stack.
  test.each([
    '[a](',
    '*a_',
    '~a',
    '>',
    '> ',
    '1. ',
    '- > ',
    ']',
    '***a',
    '| *a_ ',
    '> a\n\n',
    '1. ```\n1. ',
    '!<!--&',
    '``\\`',
    '\\!',
  ])('64 KiB of %j end soon, and so does reading the answer', (piece) => {
    const started = performance.now()
    const { markdown } = rebuild(piece.repeat(70_000 / piece.length))
    reader.parse(markdown)
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test('a paragraph with too many marks is left out and said; its neighbours, tables and code stay', () => {
    const table = `| a |\n| - |\n${'| **1** |\n'.repeat(900)}`
    const { markdown, notices } = rebuild(`before\n\n${'*a_'.repeat(800)}\n\n${table}\nafter\n\n\`\`\`\n${'[[['.repeat(800)}\n\`\`\`\n`)
    expect(notices).toEqual(['1 paragraphs with more than 1500 of the marks * _ ~ [ ] ` < were left out; a code block would keep them.'])
    expect(markdown).toContain('before\n\n| a |')
    expect(markdown.split('| **1** |')).toHaveLength(901)
    expect(markdown).toContain('after\n\n```\n[[[')
  })
})

describe('neutralise', () => {
  test('keeps every character of the text, in order', () => {
    fc.assert(
      fc.property(document, (text) => {
        const words = neutralise(text).map((node) => ('value' in node ? node.value : '?'))
        expect(words.join('')).toBe(text)
      }),
      { numRuns: 1000, seed: 3 },
    )
  })
})
