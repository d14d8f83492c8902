/** Elements of a page as plain data; text is escaped when the tree is printed. */
import type { Element, ElementContent, Properties } from 'hast'

type Child = ElementContent | string | null

/** An element; strings become text, nulls nothing. */
export function element(tagName: string, properties: Properties, ...children: readonly Child[]): Element {
  return { type: 'element', tagName, properties, children: nodes(children) }
}

/** Strings and elements as nodes. */
function nodes(children: readonly Child[]): ElementContent[] {
  return children.flatMap((child) =>
    child === null ? [] : typeof child === 'string' ? [{ type: 'text' as const, value: child }] : [child],
  )
}
