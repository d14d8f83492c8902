/** Warnings of a private source: the code and a sentence of ours, never the reader's own words, which name machines, files and figures. */
import type { Warning } from '../model.ts'

const SENTENCES: Readonly<Record<string, string>> = {
  W01: 'There are too few runs a side to tell a difference from noise.',
  W02: 'The runs of a side may be of one process; what varies from process to process is not in the interval.',
  W03: 'Some differences have no interval, or one that includes no change.',
  W04: 'The runs of a side lie far apart.',
  W05: 'The two sides were not measured under the same conditions.',
  W06: 'The figures were measured on a shared machine.',
  W08: 'The figures come from a run that nobody here can vouch for.',
  W09: 'What was measured is not exactly what was merged.',
  W10: 'The baseline may not be what the change began from.',
  W11: 'A side is its best run and not its centre.',
  W12: 'A mean of ratios was taken that favours one side.',
  W13: 'A part of the benchmarks is not shown.',
  W14: 'Many figures were compared, and some may differ by chance.',
  W15: 'Not all figures have the same base.',
  W16: 'These are micro-benchmarks; no whole program or service was measured.',
  W17: 'What was given up for the gain was not measured.',
  W18: 'Whether the tests of the measured commit passed is not known, or some failed.',
  W19: 'One kind of machine was measured, with the inputs of these benchmarks; other hardware and other data may look different.',
  W20: 'An axis is cut or has no label.',
  W21: 'The figures have more digits than their spread supports.',
  W22: 'Nothing says that others can repeat the measurement.',
  W23: 'The change was read in part only.',
  W24: 'Some figures were only stated, and no raw files were kept.',
  W25: 'The author’s figures differ from those computed here.',
  W26: 'A figure reaches beyond what was measured.',
  W27: 'The code changed after the measurement.',
}

/** The limit that every private source has, said first. */
const WITHHELD: Warning = {
  code: 'W07',
  message:
    'The sources are private, so nobody outside can recompute these figures; what each rests on is bound by a commitment that can be opened to an auditor.',
  about: [],
  said: true,
}

/** One warning a code; at most two are said besides that the sources are private. `shown` are the comparisons of the page. */
export function withholdWarnings(warnings: readonly Warning[], shown: ReadonlySet<string>): Warning[] {
  const byCode = Map.groupBy(
    warnings.filter(({ code }) => SENTENCES[code] !== undefined),
    ({ code }) => code,
  )
  let said = 0
  const neutral = [...byCode].map(([code, group]): Warning => {
    const isSaid = group.some((warning) => warning.said) && said < 2
    if (isSaid) said++
    return {
      code,
      message: SENTENCES[code] ?? '',
      about: [...new Set(group.flatMap(({ about }) => about))].filter((id) => shown.has(id)),
      said: isSaid,
    }
  })
  return [...neutral, WITHHELD].sort((a, b) => (a.code < b.code ? -1 : 1))
}
