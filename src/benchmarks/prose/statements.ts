import { isMeasured, metricName } from './metric.ts'

/** Something that a line of a log says: the name, where its figure begins and where its clause ends. */
export interface Statement {
  label: string
  start: number
  end: number
  /** "took": the label is the name of what ran; "is": the label is a metric. */
  kind: 'took' | 'is'
}

/**
 * What a message states, clause by clause: "Function process took 0 days 00:00:07.5 to run", "Inference time for last
 * 60 seconds is 41.20", "KV cache size: 3.1 GiB; weights take 14.9 GiB", "Warm-up finished in 28 secs, took 3.4 GiB"
 * (of the same subject), "Loading took 14.9 GiB and 3.1 seconds". Offsets are into the message.
 */
export function statementsOf(message: string): Statement[] {
  const found: Statement[] = []
  let from = 0
  let subject = ''
  for (const clause of message.slice(0, 2000).split(/[;,](?=\s)|\.(?=\s)/)) {
    const end = from + clause.length
    const took = tookShape.exec(clause)
    const is = isShape.exec(clause)
    const label = is?.[1] ?? ''
    const more = subject === '' ? null : againShape.exec(clause)
    if (took !== null) {
      subject = took[1] ?? ''
      found.push({ label: subject, start: from + took.index + took[0].length, end, kind: 'took' })
      const second = secondShape.exec(clause.slice(took.index + took[0].length))
      if (second !== null) found.push({ label: subject, start: from + took.index + took[0].length + second[0].length, end, kind: 'took' })
    } else if (more !== null) found.push({ label: subject, start: from + more[0].length, end, kind: 'took' })
    else if (is !== null && (windowed.test(label) || isMeasured(metricName(label).metric) || isMeasured(label))) {
      found.push({ label, start: from + is.index + is[0].length, end, kind: 'is' })
    }
    from = end + 1
  }
  return found
}

/** The frame of a log may be nested; a label begins behind its last bracket, colon or dash. */
const begin = '(?:^|[\\]:>|]\\s|\\s[-–]\\s)\\s*'
const tookShape = new RegExp(
  `${begin}(?:Function )?([^\\s:[\\]][^:[\\]]{0,60}?) (?:took|takes?|(?:finish|complet|load)(?:ed|es) in|done in|ready in) (?:up )?(?=[-−]?[\\d~])`,
)
/** Behind a comma, of what the clause before it was about. */
const againShape = /^\s*(?:(?:and|it) )?(?:took|takes?|us(?:ed|es|ing)) (?=[-−]?\d)/
/** "… 14.9 GiB and 3.1 seconds": two figures of one subject. */
const secondShape = /^[-−]?\d[\d.]{0,15} ?[A-Za-zµμ]{1,12} and (?=\d)/
const isShape = new RegExp(`${begin}([A-Za-z][^:[\\]]{1,80}?)(?: is |: | = |=)(?=[-+]?\\d\\S{0,24}(?: \\S{1,12}){0,2}\\s*$)`)

/** "… for last 60 seconds": a metric whatever it is called. */
const windowed = /\bfor (?:the )?last \d{1,6} \w{1,12}$/
