/** The frame of every page of the demonstration: no script, nothing fetched, both colour schemes. */
import type { ElementContent, Nodes } from 'hast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { wholePage } from '../../src/app/page.ts'
import { statusStyle } from '../../src/app/status-style.ts'
import { element } from '../../src/case-study/page/element.ts'

const style = `${statusStyle}
main{max-width:52rem}
nav{font-size:.875rem;margin-bottom:1.75rem}
h1 small{color:var(--soft);font-weight:400}
h2{border-top:1px solid var(--line);padding-top:1rem}
h3{font-size:1rem;margin:1rem 0 .25rem}.said h3+p{margin-top:0}
.read{margin:1.25rem 0 0;font-weight:600}
.said{margin:1.25rem 0 0;padding-left:1rem;border-left:2px solid var(--line);min-width:0}
.said.app{border-left-color:var(--good)}
.who{margin:0;color:var(--soft);font-size:.875rem}.who b{color:var(--ink)}
.said>:last-child{margin-bottom:0}
ul{padding-left:1.25rem}.plain{list-style:none;padding:0}.plain>li{padding:.5rem 0;border-bottom:1px solid var(--line)}
summary{cursor:pointer}summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
th,td{overflow-wrap:normal}[align=right]{text-align:right}
details{margin:.5rem 0}details>div{padding:.25rem 0 .5rem 1.1rem;font-size:.9375rem}
blockquote{margin:1rem 0;padding-left:1rem;border-left:2px solid var(--line);color:var(--soft)}
code,pre{font-family:var(--mono);font-size:.8125rem}
pre{white-space:pre-wrap;border:1px solid var(--line);padding:.75rem 1rem;overflow-wrap:anywhere}
.soft{color:var(--soft)}
`

/** A whole page. */
export function frame(title: string, trail: readonly [string, string][], ...children: (ElementContent | null)[]): string {
  const steps = [['GitHub, played on this machine', '/'] as const, ...trail].flatMap(([words, href], index) => [
    ...(index === 0 ? [] : [' / ']),
    element('a', { href }, words),
  ])
  return wholePage(title, style, element('nav', { ariaLabel: 'Where you are' }, ...steps), ...children)
}

/** Markdown as GitHub shows it: comments and raw HTML do not appear. */
export function markdown(text: string): ElementContent[] {
  const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkRehype)
  const tree: Nodes = processor.runSync(processor.parse(text))
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'th') node.properties.scope = 'col'
    // The page has headings of its own above these.
    if (/^h[1-6]$/.test(node.tagName)) node.tagName = 'h3'
    if (node.tagName !== 'table' || parent === undefined || index === undefined || ('tagName' in parent && parent.tagName === 'div')) return
    parent.children[index] = element('div', { className: ['wide'], tabIndex: 0, role: 'region', ariaLabel: 'A table' }, node)
  })
  return tree.type === 'root' ? tree.children.filter((node): node is ElementContent => node.type !== 'doctype') : []
}
