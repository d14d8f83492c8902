/** Evidence and figures as short as a test wants them. */
import { type Study, study } from '../../src/claims/study.ts'
import type { BenchmarkFile, Evidence, Measurement, Reading, Side } from '../../src/model.ts'

export function measurement(fields: Partial<Measurement> & { value: number }): Measurement {
  return {
    id: '',
    benchmark: 'Get',
    metric: 'time',
    statistic: 'value',
    unit: 'ns',
    better: 'lower',
    samples: null,
    sampleKind: null,
    spread: null,
    side: 'unknown',
    condition: '',
    role: 'result',
    locator: { line: 1, text: String(fields.value) },
    ...fields,
  }
}

/** One figure a value, as rows of Go's `-count` are. */
export function runs(values: readonly number[], fields: Partial<Measurement> = {}): Measurement[] {
  return values.map((value, i) => measurement({ ...fields, value, locator: { line: i + 1, text: String(value) } }))
}

export function reading(measurements: Measurement[], format: string | null = 'go-bench'): Reading {
  return {
    format,
    measurements: measurements.map((m, i) => ({ ...m, id: `m${i + 1}` })),
    statedChanges: [],
    flags: [],
    problems: [],
    environment: {},
  }
}

export function file(side: Side, path = `${side}.txt`): BenchmarkFile {
  return { path, side, commit: null, url: null, bytes: new TextEncoder().encode(path), level: 'recorded', by: null }
}

export function evidence(fields: Partial<Evidence> = {}, title = 'Shard the lock'): Evidence {
  return {
    subject: {
      kind: 'range',
      title,
      number: null,
      url: null,
      repository: { name: 'ring', url: null, licence: null, introduction: null },
      base: 'a'.repeat(40),
      head: 'b'.repeat(40),
      merge: null,
      date: '2026-09-30',
      author: 'Tomasz W',
      labels: [],
    },
    commits: [],
    changes: [],
    description: null,
    threads: [],
    benchmarks: [],
    environments: [],
    tests: 'passed',
    omissions: [],
    ...fields,
  }
}

/** A study of one file a side. */
export function studyOf(baseline: Measurement[], candidate: Measurement[], title = 'Shard the lock', reason = ''): Study {
  return study({
    evidence: evidence({ benchmarks: [file('baseline'), file('candidate')] }, title),
    readings: [reading(baseline), reading(candidate)],
    stated: [],
    primary: [],
    reason,
    repeatable: true,
    isPrivate: () => false,
  })
}

/** A study of figures that only a description states. */
export function statedStudy(measurements: Measurement[], title = 'Shard the lock', reason = ''): Study {
  return study({
    evidence: evidence({ description: 'text' }, title),
    readings: [],
    stated: [{ source: 'description', reading: reading(measurements, 'markdown') }],
    primary: [],
    reason,
    repeatable: true,
    isPrivate: () => false,
  })
}
