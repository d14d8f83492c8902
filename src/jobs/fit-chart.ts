/** The chart of fitted scaling laws, as a file. */
import { writeFile } from 'node:fs/promises'
import type { Fitted } from '../benchmarks/fit.ts'
import { BEYOND, lawCurves } from '../benchmarks/fit-curves.ts'
import type { Size } from '../benchmarks/scaling-runs.ts'
import { type LawPanel, lawChart } from '../case-study/chart/law.ts'
import { KnownError } from '../errors.ts'

const words: Readonly<Record<Size, string>> = { N: 'parameters N', D: 'training tokens D', C: 'compute C (FLOP)' }
const others: Readonly<Record<Size, string>> = { N: ', without what tokens add', D: ', without what parameters add', C: '' }

/** Writes the chart to `file`. Throws a KnownError where there is no law to draw, or the file cannot be written. */
export async function writeFitChart(fitted: readonly Fitted[], file: string): Promise<void> {
  const content = fitChart(fitted)
  await writeFile(file, content).catch((error: NodeJS.ErrnoException) => {
    throw new KnownError(
      `The chart cannot be written to "${file}" (${error.code ?? error.message}). Name a file in a folder you may write to.`,
    )
  })
}

/** SVG text: a panel for each size of each law. */
function fitChart(fitted: readonly Fitted[]): string {
  const drawn = fitted.flatMap(({ fit, drawing }) => (drawing === null ? [] : [{ fit, curves: lawCurves(drawing, fit.residuals) }]))
  if (drawn.length === 0) {
    const why = fitted.map(({ fit }) => `${fit.file}: ${fit.refused ?? ''}`)
    throw new KnownError(
      `There is no scaling law to draw. ${why.length === 0 ? 'No file holds scaling-law points: a CSV with a loss and two of parameters, tokens and compute.' : why.join('\n')}`,
    )
  }
  const panels = drawn.flatMap(({ fit, curves }) =>
    curves.map(({ size, runs, line, largest, endless }): LawPanel => {
      const of = drawn.length === 1 ? '' : `${fit.file}: `
      return { title: `${of}Loss by ${words[size]}${others[size]}`, runs, line, largest, endless }
    }),
  )
  const parts = drawn.some(({ curves }) => curves.length > 1)
  return lawChart({
    title: drawn.length === 1 ? `Scaling law ${drawn[0]?.fit.law ?? ''}` : 'Scaling laws',
    description: drawn.map(({ fit }) => describe(fit)).join(' '),
    notes: [
      ...(parts
        ? ['What the other size adds is taken out of each run by the law: a dot is as far from the line as the run is from the law.']
        : []),
      `Dashed: up to ${BEYOND} times the largest run, where nothing was measured.`,
    ],
    panels,
  })
}

function describe({ law, parameters, of, range }: Fitted['fit']): string {
  const figure = (value: number) => String(Number(value.toPrecision(3)))
  const found = parameters.map(({ name, value, interval: [low, high] }) => `${name} ${figure(value)} (${figure(low)} to ${figure(high)})`)
  const spans = range.map(({ size, low, high }) => `${size} from ${figure(low)} to ${figure(high)}`)
  return `${law} fitted to ${of.length} runs with ${spans.join(' and ')}: ${found.join(', ')}.`
}
