/** The technical prose of test/fixtures/technical-prose: paragraphs, and which of their numerals are truly figures. */
import { readdirSync, readFileSync } from 'node:fs'

export interface Paragraph {
  /** File and line, for people. */
  place: string
  text: string
  /** What stands in ⟦brackets⟧ in the fixture. */
  figures: string[]
}

const folder = new URL('../fixtures/technical-prose/', import.meta.url)

export function paragraphs(): Paragraph[] {
  const names = readdirSync(folder).filter((name) => name !== 'README.md')
  return names.sort().flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split('\n')
      .flatMap((line, i) => {
        if (line.trim() === '') return []
        const figures = [...line.matchAll(/⟦([^⟧]*)⟧/g)].map((match) => match[1] ?? '')
        return [{ place: `${name}:${i + 1}`, text: line.replace(/[⟦⟧]/g, ''), figures }]
      }),
  )
}
