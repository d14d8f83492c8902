/** Which files are tests, and which test functions a line of code begins. */

const testFolders = /(?:^|\/)(?:tests?|__tests__|specs?|testdata|testing|integration-tests?|e2e)\//i
const testFiles =
  /(?:^|\/)(?:test_[^/]*|conftest\.py|[^/]*[._-](?:test|tests|spec)\.[a-z0-9]+|[^/]*(?:Tests?|TestCase|IT|Spec)\.(?:java|kt|scala|cs|groovy|swift))$/

/** Whether a path is a test's, by the conventions of the common test runners. */
export function isTestPath(path: string): boolean {
  return testFolders.test(path) || testFiles.test(path)
}

/** Reads one side of a diff, line by line, and names the test functions that begin there. */
export type TestNameReader = (line: string) => string | null

/**
 * A reader for a file's added or its removed lines, or null where its language is not understood. Rust, Java, Kotlin and
 * C# mark a test by an attribute on the lines before, so a reader remembers one.
 */
export function testNameReader(path: string, language: string | null): TestNameReader | null {
  if (language === 'Rust') return marked(/^\s*#\[(?:[a-z_]+::)*(?:test|rstest|test_case)\b/, /^\s*#\[/, /\bfn\s+(\w+)/)
  if (!isTestPath(path)) return null
  switch (language) {
    case 'Python':
      return first(/^\s*(?:async\s+)?def\s+(test\w*)\s*\(/)
    case 'Go':
      return first(/^func\s+((?:Test|Fuzz|Example)\w*)\s*\(/)
    case 'JavaScript':
    case 'TypeScript':
      return first(
        /^\s*(?:it|test|Deno\.test)(?:\.[a-z]{1,20}){0,3}\(\s*(?:'((?:[^'\\]|\\.){1,200})'|"((?:[^"\\]|\\.){1,200})"|`((?:[^`\\]|\\.){1,200})`)/i,
      )
    case 'C':
    case 'C++':
    case 'CUDA':
      return first(/^\s*(?:TYPED_)?TEST(?:_F|_P)?\s*\(\s*(\w+\s*,\s*\w+)|^\s*(?:TEST_CASE|SECTION|SCENARIO)\s*\(\s*"([^"]{1,200})"/)
    case 'Java':
    case 'Kotlin':
    case 'C#':
      return marked(
        /^\s*[@[](?:Test|ParameterizedTest|RepeatedTest|Fact|Theory|TestMethod)\b/,
        /^\s*[@[]/,
        /\b(?:void|fun|Task|Unit)\s+(\w+|`[^`]{1,200}`)\s*\(/,
      )
    default:
      return null
  }
}

function first(pattern: RegExp): TestNameReader {
  return (line) => {
    const match = pattern.exec(line)
    return (
      match
        ?.slice(1)
        .find((group) => group !== undefined)
        ?.replace(/\s*,\s*/, '.') ?? null
    )
  }
}

/** A mark, perhaps further attributes, then the function; any other line forgets the mark. */
function marked(mark: RegExp, attribute: RegExp, name: RegExp): TestNameReader {
  let waiting = false
  return (line) => {
    if (mark.test(line)) {
      waiting = true
    } else if (!attribute.test(line)) {
      const found = waiting ? name.exec(line)?.[1] : undefined
      waiting = false
      return found ?? null
    }
    // Some write the mark and the function on one line.
    const found = waiting ? name.exec(line)?.[1] : undefined
    if (found !== undefined) waiting = false
    return found ?? null
  }
}
