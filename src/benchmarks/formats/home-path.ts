import { at, childValue, type JsonNode } from '../document/node.ts'
import type { Findings, Place } from '../findings.ts'
import { remember } from '../remember.ts'

/** Flags a path in somebody's home directory: it names a person. The folders of GitHub's runners name nobody. */
export function judgeHomePath(text: string | null, place: Place, found: Findings): void {
  if (text !== null && home.test(text))
    found.flag('private-path', 'The file names paths in a home directory: do not publish it as it is.', place)
}

/** The same of a member of a row: most rows of a file name the same path, and few of them a home. */
export function judgeHomeMember(row: JsonNode, key: string, found: Findings): void {
  const value = childValue(row.value, key)
  if (typeof value === 'string' && namesHome(value)) judgeHomePath(value, at(row, key), found)
}

const home = /(?:^|[\s"'=:(])(?:file:\/\/)?(?:\/home\/(?!runner\/)|\/Users\/(?!runner\/)|[A-Za-z]:\\Users\\|\/root\/)/

/** Whether a text of a JSON file does; for readers that would make a place for each of many that do not. */
export const namesHome = remember((text) => home.test(text), 100)
