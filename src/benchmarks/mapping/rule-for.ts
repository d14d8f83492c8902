import picomatch from 'picomatch'
import type { MappingRule } from '../../model.ts'

/** The first rule whose globs match a path: as a whole, or from one of its folders on. */
export function ruleFor(rules: readonly MappingRule[], path: string): MappingRule | null {
  const plain = path.replace(/^(?:\.\/)+/, '')
  return rules.find(({ files }) => files.some((glob) => isMatch(glob.replace(/^(?:\.\/)+/, ''), plain))) ?? null
}

/** The globs of rules that read none of `paths`. */
export function idleGlobs(rules: readonly MappingRule[], paths: readonly string[]): string[] {
  const used = new Set(paths.map((path) => ruleFor(rules, path)))
  return rules.filter((rule) => !used.has(rule)).flatMap(({ files }) => files)
}

function isMatch(glob: string, path: string): boolean {
  return picomatch([glob, `**/${glob}`], { dot: true })(path)
}
