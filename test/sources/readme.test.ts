import { describe, expect, test } from 'vitest'
import { licenceFiles, licenceOf, repositoryLicence } from '../../src/sources/licence.ts'
import { introduction } from '../../src/sources/readme.ts'

describe('introduction', () => {
  test.each([
    [
      'after badges, HTML and headings',
      '<p align="center"><img src="x"></p>\n\n# x\n\n[![b](https://x.co/b.svg)](https://x.co)\n\nA **small** library for `Go`. More.',
      'A small library for Go.',
    ],
    [
      'under an underlined heading, as in reStructuredText',
      'x\n=\n\n.. image:: x\n\n|badge|\n\nThis is a small library. More.',
      'This is a small library.',
    ],
    [
      'with its name rather than the news above it',
      '## News\n\n[2026/01] We moved to a new home today.\n\n## About\n\nRingcache is a cache for services. It works.',
      'Ringcache is a cache for services.',
    ],
    ['past abbreviations', 'A cache, e.g. For services and the like. More.', 'A cache, e.g. For services and the like.'],
    ['over several lines', 'A small library\nfor caches\nin Go.', 'A small library for caches in Go.'],
    [
      'not from a menu of links',
      '[Docs](https://x.co) | [Blog](https://x.co) | [Chat](https://x.co)\n\nA small library for caches.',
      'A small library for caches.',
    ],
    [
      'not what leads to a list',
      'The library knows these three things:\n\n- a\n\nIt is small and has no dependencies.',
      'It is small and has no dependencies.',
    ],
    ['none in an empty file', '', null],
    ['none in a title alone', '# ringcache\n\nFast cache', null],
  ])('%s', (_, readme, sentence) => expect(introduction(readme, 'example/ringcache')).toBe(sentence))
})

describe('licences', () => {
  const mit =
    'MIT License\nCopyright (c) 2026 X\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy of this software … The above copyright notice and this permission notice shall be included …'
  const apache = 'Apache License\nVersion 2.0, January 2004\n… Grant of Patent License …'
  const bsd =
    'Redistribution and use in source and binary forms … Redistributions in binary form must reproduce the above copyright notice …'
  test.each([
    ['MIT', mit],
    ['Apache-2.0', apache],
    ['Apache-2.0 WITH LLVM-exception', `${apache.replace(', January 2004', '')} ---- LLVM Exceptions to the Apache 2.0 License ----`],
    ['BSD-2-Clause', bsd],
    ['BSD-3-Clause', `${bsd} Neither the name of X may be used to endorse or promote products derived from this software`],
    ['GPL-3.0', 'GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007 … TERMS AND CONDITIONS'],
    ['AGPL-3.0', 'GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007 … TERMS AND CONDITIONS'],
    ['MPL-2.0', 'Mozilla Public License Version 2.0 … "Covered Software"'],
    [
      'ISC',
      'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that …',
    ],
    ['Unlicense', 'This is free and unencumbered software released into the public domain.'],
    [null, `“Commons Clause” License Condition v1.0 …\n${mit}`],
    [null, 'All rights reserved.'],
    [null, ''],
  ])('%s', (licence, text) => expect(licenceOf(text)).toBe(licence))

  test('two files of Rust are a choice, and the plain name comes first', () => {
    expect(licenceFiles(['LICENSE-MIT', 'src', 'LICENSE-APACHE', 'licenses', 'README.md'])).toEqual(['LICENSE-APACHE', 'LICENSE-MIT'])
    expect(licenceFiles(['COPYING', 'LICENSE.third-party', 'LICENSE.md'])).toEqual(['LICENSE.md', 'COPYING', 'LICENSE.third-party'])
    expect(
      repositoryLicence([
        { path: 'LICENSE-APACHE', text: apache },
        { path: 'LICENSE-MIT', text: mit },
      ]),
    ).toBe('Apache-2.0 OR MIT')
    expect(
      repositoryLicence([
        { path: 'LICENSE', text: 'ours' },
        { path: 'COPYING', text: mit },
      ]),
    ).toBe(null)
    expect(repositoryLicence([])).toBe(null)
  })
})
