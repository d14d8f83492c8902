/** Cuts what a process prints into whole lines, as it comes. */

/** A longer line is not held until it ends: a file may be one line of 100 MB. */
const longest = 1 << 20

const newline = 10

export interface Lines {
  push(chunk: Buffer): void
  /** Whether the last line has ended. */
  ended(): boolean
}

/**
 * `onLines` gets stretches of whole lines, each line with its line feed; of a line above 1 MiB the beginning, ended by us.
 * `onRest` gets the pieces that follow in such a line.
 */
export function linesOf(onLines: (stretch: Buffer) => void, onRest: (piece: Buffer) => void): Lines {
  let carry: Buffer[] = []
  let size = 0
  let inLongLine = false

  function flush(last: Buffer): void {
    onLines(Buffer.concat([...carry, last]))
    carry = []
    size = 0
  }

  function afterLongLine(chunk: Buffer): Buffer {
    const stop = chunk.indexOf(newline)
    onRest(stop < 0 ? chunk : chunk.subarray(0, stop))
    if (stop < 0) return chunk.subarray(chunk.length)
    inLongLine = false
    return chunk.subarray(stop + 1)
  }

  return {
    push(chunk) {
      const rest = inLongLine ? afterLongLine(chunk) : chunk
      const end = rest.lastIndexOf(newline) + 1
      if (end > 0) flush(rest.subarray(0, end))
      if (end === rest.length) return
      carry.push(rest.subarray(end))
      size += rest.length - end
      if (size <= longest) return
      flush(Buffer.of(newline))
      inLongLine = true
    },
    ended: () => carry.length === 0 && !inLongLine,
  }
}
