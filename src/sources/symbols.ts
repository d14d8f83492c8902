/** The name of the function, method or type that a line of code begins: what a hunk's header is about. */

type Finder = (line: string) => string | null

const byLanguage: Readonly<Record<string, Finder>> = {
  Go: (line) => {
    const method = /^func\s+\((?:\w+\s+)?\*?(\w+)[^)]{0,100}\)\s*(\w+)/.exec(line)
    return method ? `${method[1]}.${method[2]}` : named(/^(?:func|type|var|const)\s+(\w+)/)(line)
  },
  Python: named(/^\s*(?:(?:async\s+)?def|class)\s+(\w+)/),
  Cython: named(/^\s*(?:(?:async\s+|c|cp)?def|class)\s+(?:\w+\s+)?(\w+)\s*\(/),
  JavaScript: javaScript,
  TypeScript: javaScript,
  Rust: (line) => {
    const block = /^\s*(?:unsafe\s+)?impl\b(.{0,200})/.exec(line)?.[1]
    if (block === undefined)
      return named(
        /^\s*(?:pub(?:\([a-z: ]+\))?\s+)?(?:(?:const|async|unsafe|extern)\s+)*(?:fn|struct|enum|trait|mod|type|macro_rules!)\s+(\w+)/,
      )(line)
    const subject = block.includes(' for ') ? block.slice(block.indexOf(' for ') + 5) : block.replace(/^<[^>]*>/, '')
    return /^\s*&?(\w+)/.exec(subject)?.[1] ?? null
  },
  Java: braces,
  Kotlin: named(/\bfun\s(?:\s*<[^>]{1,60}>\s)?\s*(?:[\w<>?, ]{1,60}\.)?(\w+)\s*\(|\b(?:class|object|interface)\s+(\w+)/),
  Scala: named(/\b(?:def|class|object|trait)\s+(\w+)/),
  'C#': braces,
  C: braces,
  'C++': braces,
  CUDA: braces,
  HIP: braces,
  Metal: braces,
  Ruby: named(/^\s*(?:def|class|module)\s+((?:self\.)?[\w:]+[?!]?)/),
  PHP: named(/\b(?:function|class|trait|interface)\s+(\w+)/),
  Swift: named(/\b(?:func|class|struct|enum|protocol|extension)\s+(\w+)/),
  Zig: named(/\b(?:fn|const)\s+(\w+)/),
  Elixir: named(/^\s*(?:defp?|defmodule|defmacro)\s+([\w.]+[?!]?)/),
  Julia: named(/^\s*(?:function|struct|mutable struct|macro)\s+([\w.]+!?)/),
  Shell: named(/^\s*(?:function\s+)?(\w+)\s*\(\)/),
}

/** The symbol that `line` begins, or null where its language is not understood or it begins none. */
export function symbolOf(line: string, language: string | null): string | null {
  const find = language !== null && Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined
  return find?.(line.slice(0, 400)) ?? null
}

function named(pattern: RegExp): Finder {
  return (line) =>
    pattern
      .exec(line)
      ?.slice(1)
      .find((name) => name !== undefined) ?? null
}

function javaScript(line: string): string | null {
  return (
    named(
      /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+|abstract\s+|async\s+)*(?:function\s*\*?|class|interface|enum|namespace)\s+([\w$]+)/,
    )(line) ??
    named(/^\s*(?:export\s+)?(?:const|let|var)\s+([\w$]+)\s*(?::[^=]{1,100})?=\s*(?:async\s*)?(?:\(|function\b|[\w$]+\s*=>)/)(line) ??
    named(
      /^\s+(?:(?:public|private|protected|static|async|get|set|override)\s+)*(?!if\b|for\b|while\b|switch\b|catch\b|return\b|function\b)([\w$#]+)\s*\([^;]*\)[^;]*\{\s*$/,
    )(line)
  )
}

/** C and its relatives: a type's name after its keyword, else the name before the first parenthesis. */
function braces(line: string): string | null {
  const type =
    /^\s*(?:(?:public|private|protected|internal|static|final|abstract|sealed|partial|export|typedef|template\s*<[^>]{0,100}>)\s+)*(?:class|struct|union|enum(?:\s+class)?|interface|namespace|record)\s+([\w:]+)/
  const found = type.exec(line)?.[1]
  if (found !== undefined) return found
  for (const call of line.matchAll(/([~\w][\w:~]{0,100})(?:<[^>()]{0,60}>)?\s*\(/g)) {
    const name = call[1] ?? ''
    if (/^(?:__\w+|alignas|decltype|noexcept)$/.test(name)) continue
    // A definition has a type before its name; a call or a statement has not.
    const before = line.slice(0, call.index)
    const typed = /[\w>\])][\s*&]+$/.test(before) && /^[\w\s:<>,*&[\]@~()]*$/.test(before)
    return typed && !notNames.test(name) && !/^\s*(?:return|else|throw|new|case|delete)\b/.test(before) ? name : null
  }
  return null
}

const notNames = /^(?:if|for|while|switch|catch|return|sizeof|else|do|new|throw|assert)$/
