import { describe, expect, test } from 'vitest'
import { languageOf } from '../../src/sources/languages.ts'
import { isTestPath, testNameReader } from '../../src/sources/test-names.ts'

const namesIn = (path: string, text: string): (string | null)[] => {
  const reader = testNameReader(path, languageOf(path))
  return reader === null
    ? []
    : text
        .split('\n')
        .map(reader)
        .filter((name) => name !== null)
}

describe('testNameReader', () => {
  test.each([
    ['tests/test_a.py', 'def test_one():\n    async def test_two(self):\ndef helper():\ntest_three()', ['test_one', 'test_two']],
    [
      'a_test.go',
      'func TestOne(t *testing.T) {\nfunc FuzzTwo(f *testing.F) {\nfunc BenchmarkX(b *testing.B) {\nfunc helper() {}',
      ['TestOne', 'FuzzTwo'],
    ],
    ['a.go', 'func TestOne(t *testing.T) {', []],
    [
      'a.test.ts',
      "test('says it\\'s so', () => {\n  it.each([1])('x', f)\n  it(\"two\", f)\ntest.skip(`three`, f)\nbit('no')",
      ["says it\\'s so", 'two', 'three'],
    ],
    [
      'src/lib.rs',
      '#[test]\nfn one() {}\n#[tokio::test]\n#[should_panic]\nasync fn two() {}\nfn helper() {}\n#[test]\n\nfn far() {}',
      ['one', 'two'],
    ],
    ['test/a_test.cc', 'TEST(Cache, Get) {\nTEST_F(Cache, Set) {\nTEST_CASE("stays small") {', ['Cache.Get', 'Cache.Set', 'stays small']],
    [
      'src/test/java/ATest.java',
      '    @Test\n    public void one() {\n@ParameterizedTest\n@ValueSource(ints = 1)\nvoid two(int x) {\nvoid helper() {',
      ['one', 'two'],
    ],
    ['src/test/kotlin/ATest.kt', '@Test fun one() {\n@Test\nfun `says two`() {', ['one', '`says two`']],
    ['README.md', 'def test_one():', []],
  ])('%s', (path, text, names) => expect(namesIn(path, text)).toEqual(names))
})

describe('isTestPath', () => {
  test.each([
    ['tests/a.py', true],
    ['src/__tests__/a.js', true],
    ['pkg/testdata/in.txt', true],
    ['a_test.go', true],
    ['test_a.py', true],
    ['a.spec.ts', true],
    ['CacheTest.java', true],
    ['src/contest.py', false],
    ['src/latest.go', false],
    ['src/testimony.ts', false],
    ['attest/a.go', false],
  ])('%s: %s', (path, expected) => expect(isTestPath(path)).toBe(expected))
})

test.each([
  ['a/b.go', 'Go'],
  ['b.CU', 'CUDA'],
  ['Dockerfile', 'Dockerfile'],
  ['CMakeLists.txt', 'CMake'],
  ['constructor', null],
  ['a.toString', null],
  ['.gitignore', null],
])('%s is %s', (path, language) => expect(languageOf(path)).toBe(language))
