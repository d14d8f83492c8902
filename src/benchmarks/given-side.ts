/** The side of a figure in a file that its caller puts on one side. */
import type { Measurement, Side } from '../model.ts'

/**
 * Answers each figure's side. A file may name both sides itself (Gungraun's new|old, `asv compare`, benchstat): its
 * candidate is then the run that the caller means, and its baseline another run that is on neither side.
 */
export function givenSide(measurements: readonly Measurement[], given: Side): (measurement: Measurement) => Side {
  if (given === 'unknown') return (measurement) => measurement.side
  const sides = new Set(measurements.map((measurement) => measurement.side))
  const both = sides.has('baseline') && sides.has('candidate')
  return (measurement) => (both && measurement.side === 'baseline' ? 'unknown' : given)
}
