/** What the staged pull request says, in the private repository. */
import type { PrivateDraft } from './draft-private.ts'

export interface StagedTextInput {
  draft: PrivateDraft
  /** Where the staged files lie. */
  folder: string
  /** `owner/name`. */
  showcase: string
  approvers: readonly string[]
  /** The name of the sheet's file. */
  sheet: string
}

/** Markdown; of other people's texts only slugs and logins. */
export function stagedText({ draft, folder, showcase, approvers, sheet }: StagedTextInput): string {
  const kept = draft.sheet.filter((line) => line.kept).length
  return `**This would become public in \`${showcase}\`.** Nothing has left this repository yet.

Read \`${folder}/${sheet}\`: every figure, name, field and link of the change, ${kept} of them kept and ${draft.sheet.length - kept} removed, each with its rule. The page itself is \`${folder}/index.md\`, its public pull request says \`${folder}/pull-request.md\`. \`openings.json\` stays here: it holds the salt and what each commitment of the page stands for.

- To let exactly these bytes go (sha256 \`${draft.digest}\`): an approving review of ${approvers.map((login) => `\`${login}\``).join(' or ')}, not of whoever asked. Then casewright runs again and takes them out.
- To open or close a field: \`privacy: fields\` in \`.github/casewright.yml\` on the default branch, and draft again.
- To stop: close this pull request. Do not merge it.

What was public once cannot be taken back.
`
}
