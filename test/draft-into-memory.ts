import { presetNamed } from '../src/case-study/presets.ts'
import { type DraftRequest, type DraftResult, draft } from '../src/jobs/draft.ts'
import type { EntryFile } from '../src/model.ts'

/** Drafts with the plain preset from what is collected; its files stay in memory, none where there is too little for a draft. */
export async function draftIntoMemory(collect: DraftRequest['collect']): Promise<{ result: DraftResult; files: EntryFile[] }> {
  const preset = presetNamed('plain')
  if (preset === null) throw new Error('plain is a preset')
  const files: EntryFile[] = []
  const result = await draft({
    collect,
    publish: async (slug, written) => {
      files.push(...written)
      return slug
    },
    preset,
    primary: [],
    allowedSecrets: new Set(),
    generator: 'casewright test',
    onProgress: () => {},
  })
  return { result, files }
}
