/** The same faults on the command line are mended by other means: here a token is an input, and permissions stand in the workflow. */
const MENDS = [
  [
    'Set GH_TOKEN to a token that may read it, or run "gh auth login".',
    'Write what it lacks under "permissions:" of the job, or give "token" another one.',
  ],
  ['Replace it, or unset GH_TOKEN and GITHUB_TOKEN to read as anybody.', 'Replace the input "token".'],
  ['Replace SHOWCASE_TOKEN (or GH_TOKEN).', 'Replace the input "showcase-token" (or "token").'],
] as const

/** A fault's words with the mend that a workflow has. */
export function mended(message: string): string {
  return MENDS.reduce((text, [there, here]) => text.replace(there, here), message)
}
