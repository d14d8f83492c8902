/** How a site wants entries: where they lie and which front-matter keys it reads. Presets change paths and keys, not content. */
import type { FrontMatter } from './front-matter.ts'

export interface Preset {
  name: string
  /** The folder of entries inside the showcase; empty for the folder that is written to itself. */
  folder: string
  frontMatter(matter: FrontMatter): Record<string, unknown>
}

const plain: Preset = { name: 'plain', folder: '', frontMatter: (matter) => ({ ...matter }) }

/** The starter site: the full schema, under Astro's content collection. */
const casewright: Preset = { name: 'casewright', folder: 'src/content/work', frontMatter: (matter) => ({ ...matter }) }

const PRESETS: readonly Preset[] = [plain, casewright]

/** Names of all presets, for messages and help. */
export const presetNames: readonly string[] = PRESETS.map((preset) => preset.name)

/** The preset of that name, or null. */
export function presetNamed(name: string): Preset | null {
  return PRESETS.find((preset) => preset.name === name) ?? null
}
