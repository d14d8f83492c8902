/** Where a number stands beside its point, so that it is taken for no other's. */
import { label, large, small, width } from './svg.ts'
import { monoWidth } from './text.ts'

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

export interface Place {
  x: number
  y: number
}

/** Where numbers may stand, and what is there already. */
export interface Field {
  left: number
  bottom: number
  points: readonly Place[]
  taken: Box[]
}

export type Side = 'baseline' | 'candidate'

/** The baseline says its loads on the left and above, the candidate on the right and below, each where there is room. */
const places = {
  baseline: [-1, 0, 1].flatMap((way) => [-7, 6, 20, -22].map((down) => ({ way, down }))),
  candidate: [1, 0, -1].flatMap((way) => [20, 6, -7, 35].map((down) => ({ way, down }))),
} as const

/**
 * A number beside its point as SVG text, nearer to it than to any other; nothing where there is no room. Large letters
 * need more room than small ones, and where only those have any, they get it.
 */
export function beside(text: string, point: Place, side: Side, { left, bottom, points, taken }: Field): string {
  for (const size of [large, small]) {
    const half = monoWidth(text, size) / 2
    for (const { way, down } of places[side]) {
      if (way === 0 && down === 6) continue
      const middle = { x: point.x + way * (half + (down === 6 ? 10 : 7)), y: point.y + down - 0.35 * size }
      const box = { left: middle.x - half, right: middle.x + half, top: middle.y - 0.4 * size, bottom: middle.y + 0.4 * size }
      const isInside = box.left >= left && box.right <= width && box.bottom <= bottom
      const isOwn = points.every((other) => distance(middle, other) >= distance(middle, point) - 0.1)
      const isFree = !taken.some((other) => touch(box, other)) && !points.some((other) => touch(box, dot(other)))
      if (!isInside || !isOwn || !isFree) continue
      taken.push(box)
      return label(middle.x - way * half, point.y + down, way === 0 ? 'n m c' : way > 0 ? 'n m' : 'n m e', text)
    }
  }
  return ''
}

function dot({ x, y }: Place): Box {
  return { left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
