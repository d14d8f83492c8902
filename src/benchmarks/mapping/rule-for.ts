import picomatch from 'picomatch'
import type { MappingRule } from '../../model.ts'

/** The first rule whose globs match a path: as a whole, or from one of its folders on. */
export function ruleFor(rules: readonly MappingRule[], path: string): MappingRule | null {
  const plain = path.replace(/^(?:\.\/)+/, '')
  return rules.find(({ files }) => files.some((glob) => isMatch(glob.replace(/^(?:\.\/)+/, ''), plain))) ?? null
}

function isMatch(glob: string, path: string): boolean {
  return picomatch([glob, `**/${glob}`], { dot: true })(path)
}
