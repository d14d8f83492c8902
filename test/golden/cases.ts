/** The three golden cases: small repositories with the invented changes, and how they are drafted. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitRepository, type TestRepository } from '../git-repository.ts'

export interface GoldenCase {
  repository: TestRepository
  base: string
  head: string
  /** The pull request's text, with its discussion. */
  text: string
  baseline: string[]
  candidate: string[]
  tests: 'passed' | 'unknown'
}

const fixture = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('\n')

/** Stated figures, one run a side: a kernel that replaces two. */
export function kernel(): GoldenCase {
  const repository = gitRepository({ remote: 'https://github.com/example/vllm.git', person: { name: 'Mira K', email: 'mira@example.org' } })
  const layer = (scoring: string) => `class FusedMoE:
    """Routes tokens to experts."""

    def __init__(self, groups):
        self.groups = groups

    def select_experts(self, scores):
${scoring}

    def forward(self, x):
        return self.select_experts(x)
`
  const base = repository.commit('Start', {
    'README.md': '# vLLM\n\nvLLM is a fast and easy-to-use library for LLM inference and serving.\n',
    LICENSE: apache,
    'vllm/model_executor/layers/fused_moe/layer.py': layer('        groups = grouped_topk(scores)\n        return renormalize(groups)'),
    'csrc/moe/topk.cu': `__global__ void grouped_topk_kernel(const float* scores, float* out, int n) {\n${lines(30, (i) => `  out[${i}] = scores[${i}];`)}\n}\n`,
  })
  repository.commit('Fuse grouped top-k and renormalize into one kernel', {
    'csrc/moe/grouped_topk.cu': `__global__ void grouped_topk_fused_kernel(const float* scores, float* weights, int n) {\n${lines(60, (i) => `  weights[${i}] = scores[${i}];`)}\n}\n`,
  })
  repository.commit('Keep scores in registers, write weights once', {
    'csrc/moe/grouped_topk.cu': `__global__ void grouped_topk_fused_kernel(const float* scores, float* weights, int n) {\n${lines(60, (i) => `  float s${i} = scores[${i}]; weights[${i}] = s${i};`)}\n}\n`,
  })
  repository.commit('Use the fused kernel for softmax scoring with up to 8 groups', {
    'vllm/model_executor/layers/fused_moe/layer.py': layer(
      '        if self.scoring == "softmax" and self.groups <= 8:\n            return grouped_topk_fused(scores)\n        groups = grouped_topk(scores)\n        return renormalize(groups)',
    ),
  })
  const head = repository.commit('Test against the PyTorch reference', {
    'tests/kernels/test_grouped_topk.py': `import torch\n\n\ndef test_grouped_topk_fused():\n${lines(20, (i) => `    assert reference(${i}) == fused(${i})`)}\n`,
  })
  return { repository, base, head, text: fixture('kernel/pull-request.md'), baseline: [], candidate: [], tests: 'unknown' }
}

/** Recorded figures, ten runs a side, with regressions: a lock that became sixteen. */
export function ringcache(): GoldenCase {
  const repository = gitRepository({
    remote: 'git@github.com:example/ringcache.git',
    person: { name: 'Tomasz W', email: 'tomasz@example.org' },
  })
  const files = (shards: boolean) => ({
    'cache.go': `// Package ringcache is an LRU cache.
package ringcache

import "sync"

${shards ? '// Cache is an LRU cache in shards; eviction is per shard.' : '// Cache is an LRU cache; the oldest entry goes first.'}
type Cache struct {
${shards ? '\tshards [16]shard' : '\tmu sync.Mutex\n\tmap_ map[string]*node'}
}

// New makes a cache of n entries.
func New(n int) *Cache {
${shards ? '\tc := &Cache{}\n\tfor i := range c.shards {\n\t\tc.shards[i].init(n / 16)\n\t}\n\treturn c' : '\treturn &Cache{map_: make(map[string]*node, n)}'}
}

// Get moves the entry to the front.
func (c *Cache) Get(key string) (any, bool) {
${shards ? '\ts := c.shardOf(key)\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\treturn s.get(key)' : '\tc.mu.Lock()\n\tdefer c.mu.Unlock()\n\treturn c.get(key)'}
}
`,
    ...(shards
      ? {
          'shard.go': `package ringcache\n\nimport "sync"\n\ntype shard struct {\n\tmu sync.Mutex\n}\n\nfunc (c *Cache) shardOf(key string) *shard {\n${lines(30, (i) => `\t// hash step ${i}`)}\n\treturn &c.shards[hash(key)&15]\n}\n`,
        }
      : {}),
  })
  const base = repository.commit('Start', {
    ...files(false),
    'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
    LICENSE: mit,
    'cache_test.go': 'package ringcache\n\nfunc BenchmarkGet(b *testing.B) {}\n',
  })
  const split = files(true)
  repository.commit('cache: split into 16 shards by key hash', {
    'cache.go': split['cache.go'].replace('; eviction is per shard', ''),
    'shard.go': split['shard.go'] ?? '',
  })
  repository.commit('cache: document that eviction is per shard', { 'cache.go': split['cache.go'] })
  const head = repository.commit('bench: alternate old and new processes', {
    'bench/run.sh': 'for i in 1 2 3 4 5 6 7 8 9 10; do ./old; ./new; done\n',
    'bench/old.txt': readFileSync(fixture('ringcache/old.txt')),
    'bench/new.txt': readFileSync(fixture('ringcache/new.txt')),
  })
  return {
    repository,
    base,
    head,
    text: fixture('ringcache/pull-request.md'),
    baseline: [join(repository.directory, 'bench/old.txt')],
    candidate: [join(repository.directory, 'bench/new.txt')],
    tests: 'passed',
  }
}

/** No figures: a refactoring with a reason. */
export function harvest(): GoldenCase {
  const repository = gitRepository({
    remote: 'https://github.com/example/harvest',
    person: { name: 'Leila H', email: 'leila@example.org' },
  })
  const caller = (name: string, retried: boolean, count: number) =>
    `"""The ${name} of harvest."""\n\n\ndef send_${name}(request):\n${retried ? '    return RetryPolicy().run(request)\n' : `${lines(count, (i) => `    delay_${i} = ${i} * backoff`)}\n    return request.send()\n`}`
  const callers: Readonly<Record<string, number>> = { http: 98, upload: 92, oauth: 83, billing: 86 }
  const all = (retried: boolean) =>
    Object.fromEntries(Object.entries(callers).map(([name, count]) => [`harvest/${name}.py`, caller(name, retried, count)]))
  const base = repository.commit('Start', {
    ...all(false),
    'README.md': '# harvest\n\nharvest is a Python library that moves records from paid data APIs into your warehouse.\n',
    LICENSE: apache,
    'pyproject.toml': '[project]\nname = "harvest"\ndependencies = [\n  "backoff",\n]\n',
    'CHANGELOG.md': '# Changelog\n',
  })
  const tests = ['method', 'status', 'key', 'after', 'backoff', 'limit', 'post', 'reset', 'oauth']
  repository.commit('Add RetryPolicy with tests', {
    'harvest/retry.py': `class RetryPolicy:\n    """Decides whether a request may be repeated, and when."""\n\n    def run(self, request):\n${lines(100, (i) => `        step_${i} = request`)}\n`,
    'tests/test_retry.py': `${tests.map((name) => `def test_${name}():\n    assert RetryPolicy()\n\n`).join('\n')}`,
  })
  repository.commit('Use it in http, upload, oauth and billing', all(true))
  const head = repository.commit('Drop the backoff dependency', {
    'pyproject.toml': '[project]\nname = "harvest"\ndependencies = [\n]\n',
    'CHANGELOG.md': '# Changelog\n\n- OAuth refresh honours Retry-After; a POST without an idempotency key is never repeated.\n',
  })
  return { repository, base, head, text: fixture('harvest/pull-request.md'), baseline: [], candidate: [], tests: 'passed' }
}

const mit = `MIT License

Copyright (c) 2026 Example

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
`

const apache = `                                 Apache License
                           Version 2.0, January 2004
                        http://www.apache.org/licenses/

   TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION
`
