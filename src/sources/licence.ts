/** Which licence a text is, as an SPDX identifier (https://spdx.org/licenses/). */

/** A licence, and words that all stand in its text, in lower case with single spaces; the first that fits is meant. */
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['Apache-2.0 WITH LLVM-exception', ['apache license', 'version 2.0', 'llvm exceptions to the apache 2.0 license']],
  ['AGPL-3.0', ['gnu affero general public license', 'version 3, 19 november 2007', 'terms and conditions']],
  ['LGPL-3.0', ['gnu lesser general public license', 'version 3, 29 june 2007']],
  ['LGPL-2.1', ['gnu lesser general public license', 'version 2.1, february 1999']],
  ['GPL-3.0', ['gnu general public license', 'version 3, 29 june 2007', 'terms and conditions']],
  ['GPL-2.0', ['gnu general public license', 'version 2, june 1991', 'terms and conditions']],
  ['Apache-2.0', ['apache license', 'version 2.0, january 2004', 'grant of patent license']],
  ['MPL-2.0', ['mozilla public license', 'version 2.0', 'covered software']],
  ['EPL-2.0', ['eclipse public license - v 2.0', 'contribution']],
  ['BSL-1.0', ['boost software license - version 1.0', 'permission is hereby granted, free of charge']],
  ['CC0-1.0', ['cc0 1.0 universal', 'statement of purpose']],
  ['CC-BY-4.0', ['attribution 4.0 international', 'creative commons']],
  ['Unlicense', ['this is free and unencumbered software released into the public domain']],
  ['PostgreSQL', ['permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee']],
  [
    'Zlib',
    ['this software is provided "as-is", without any express or implied warranty', 'altered source versions must be plainly marked'],
  ],
  [
    'Zlib',
    ["this software is provided 'as-is', without any express or implied warranty", 'altered source versions must be plainly marked'],
  ],
  ['BSD-3-Clause', ['redistribution and use in source and binary forms', 'may be used to endorse or promote products derived from']],
  ['BSD-2-Clause', ['redistribution and use in source and binary forms', 'binary form must reproduce the above copyright notice']],
  [
    'ISC',
    [
      'permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that',
    ],
  ],
  ['0BSD', ['permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted']],
  [
    'MIT',
    [
      'permission is hereby granted, free of charge, to any person obtaining a copy',
      'the above copyright notice and this permission notice',
    ],
  ],
  ['MIT-0', ['permission is hereby granted, free of charge, to any person obtaining a copy']],
]

/** Conditions that turn a known text into another licence. */
const riders = ['commons clause', 'advertising materials mentioning', 'shall not be used for military', 'anti-996']

/** The licence of a text, or null when it is none of the usual ones or bears a further condition. Names follow GitHub's. */
export function licenceOf(text: string): string | null {
  // The longest of these texts has 35 KB; what comes after belongs to third parties.
  const words = text
    .slice(0, 50_000)
    .toLowerCase()
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/\s+/g, ' ')
  if (riders.some((rider) => words.includes(rider))) return null
  return marks.find(([, needed]) => needed.every((mark) => words.includes(mark)))?.[0] ?? null
}

/** Whether a file of the top folder is a licence, and which come first. */
export function licenceFiles(paths: readonly string[]): string[] {
  const rank = (path: string): number =>
    /^licen[cs]e(?:\.(?:md|txt|rst))?$/i.test(path) ? 0 : /^copying(?:\.(?:md|txt))?$/i.test(path) ? 1 : 2
  return paths
    .filter((path) => /^(?:licen[cs]e|copying|unlicense)(?:[._-][a-z0-9.-]+)?$/i.test(path))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, 4)
}

/**
 * The licence of a repository from its licence files, in the order of `licenceFiles`. Two files LICENSE-MIT and
 * LICENSE-APACHE mean a choice, as is the custom of Rust.
 */
export function repositoryLicence(files: readonly { path: string; text: string }[]): string | null {
  const known = files.map(({ path, text }) => ({ path, licence: licenceOf(text) }))
  const choices = known.filter(({ path }) => /^licen[cs]e-(?:mit|apache)/i.test(path)).flatMap(({ licence }) => licence ?? [])
  if (choices.length === 2 && known.length === 2) return choices.sort().join(' OR ')
  return known[0]?.licence ?? null
}
