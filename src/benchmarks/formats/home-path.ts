import type { Findings, Place } from '../findings.ts'

/** Flags a path in somebody's home directory: it names a person. The folders of GitHub's runners name nobody. */
export function judgeHomePath(text: string | null, place: Place, found: Findings): void {
  if (
    text === null ||
    !/(?:^|[\s"'=:(])(?:file:\/\/)?(?:\/home\/(?!runner\/)|\/Users\/(?!runner\/)|[A-Za-z]:\\Users\\|\/root\/)/.test(text)
  )
    return
  found.flag('private-path', 'The file names paths in a home directory: do not publish it as it is.', place)
}
