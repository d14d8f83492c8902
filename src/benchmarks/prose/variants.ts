import type { Flag } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import type { Column } from './columns.ts'
import type { Figure } from './figure.ts'
import type { Grid } from './grid.ts'
import { isMeasured } from './metric.ts'
import { settingsDiffer } from './settings-differ.ts'

/** One column is labelled as a side, or none is and the table's own ratios say which is held against which. */
export function variantsCompared(grid: Grid, values: readonly Column[]): Flag {
  const [first] = grid.header
  const names = values.map((column) => column.header).join(', ')
  return {
    code: 'variants-compared',
    message: `One side of this table (${names}) has no label that says it is this change or what it replaces; its own ratio column or the other label tells the sides apart.`,
    locator: { line: first?.line ?? 1, text: first?.text ?? '' },
  }
}

/** Two or three columns of one quantity under names that are no sides: engines, branches, variants. Null for any other table. */
export function sidesUnknown(grid: Grid, values: readonly Column[]): Flag | null {
  const [first, second, ...others] = values
  if (first === undefined || second === undefined || others.length > 1) return null
  const alike = values.every(
    ({ name, header, side, current }) =>
      side === 'unknown' &&
      !current &&
      name.unit === first.name.unit &&
      name.statistic === first.name.statistic &&
      /[A-Za-z]{2}/.test(header) &&
      !isMeasured(name.metric) &&
      !settingsDiffer(header, first.header),
  )
  return alike
    ? unlabelled(
        'columns',
        values.map(({ header }) => header),
        grid.header[0],
      )
    : null
}

/** Several commands of one output, none of them a side. */
export function commandsCompared(figures: readonly Figure[], line: Line | undefined): Flag[] {
  const names = [...new Set(figures.map(({ benchmark }) => benchmark))].filter((name) => name !== '')
  if (names.length < 2 || figures.some(({ side }) => side !== 'unknown')) return []
  return [unlabelled('commands', names, line === undefined ? undefined : { line: line.number, text: line.text })]
}

function unlabelled(what: string, names: readonly string[], place: { line: number; text: string } | undefined): Flag {
  return {
    code: 'sides-unknown',
    message: `The ${what} ${names
      .slice(0, 3)
      .map((name) => `"${name.slice(0, 60)}"`)
      .join(
        ', ',
      )}${names.length > 3 ? ' and others' : ''} stand side by side, and no label says which is this change and which is what it replaces: their figures stay unpaired.`,
    locator: { line: place?.line ?? 1, text: place?.text ?? '' },
  }
}

/** `benchstat go1.25.txt go1.26.txt`: the sides are versions of a toolchain. Only where the change is that upgrade are they its sides. */
export function toolchainsCompared(lines: readonly Line[]): Flag[] {
  return lines.flatMap(({ text, number }): Flag[] => {
    const [, before = '', after = ''] =
      /^\s*(?:[$❯>%#]\s*)?(?:benchstat|benchcmp|critcmp|hyperfine)\s(?:-\S+\s){0,6}(\S{1,120})\s+(\S{1,120})\s*$/.exec(text) ?? []
    const [one, other] = [toolchain.exec(before), toolchain.exec(after)]
    if (one === null || other === null || one[1]?.toLowerCase() !== other[1]?.toLowerCase() || one[2] === other[2]) return []
    const message = `The two sides are named after versions of ${one[1]?.toLowerCase()} ("${one[0]}", "${other[0]}"): unless this change is that upgrade, they are not its before and after.`
    return [{ code: 'variants-compared', message, locator: { line: number, text: text.trim() } }]
  })
}
const toolchain =
  /(?<![a-z])(go|golang|py|python|pypy|node|rustc|rust|gcc|clang|llvm|jdk|java|ruby|php|dotnet|cuda|rocm|torch|pytorch)[-_]?v?(\d{1,3}(?:\.\d{1,4}){0,3}|devel|tip|nightly|stable|beta)(?![a-z])/i
