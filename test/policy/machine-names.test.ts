import { expect, test } from 'vitest'
import { namesMachine } from '../../src/policy/machine-names.ts'

test.each([
  '{"executable": "/home/maria/bench"}',
  '/Users/maria/sort/bench.cpp:9',
  'at file:///home/maria/words/old.mjs:4:97',
  'ok  \t_/Users/maria/go\t1.2s',
  String.raw`{"path": "C:\\Users\\maria\\bench"}`,
  '--dataset-path /root/data.json',
  '{ "host_name": "maria-laptop" }',
  '{"machine_info": {"node": "build-7.example.org"}}',
])('%s names a machine or a person', (text) => expect(namesMachine(text)).toBe(true))

test.each([
  '/home/runner/work/demo/demo/bench.cpp:9',
  '{"host_name": "fv-az1234-567"}',
  '{"host_name": "0f3c9a1b2d4e"}',
  '{"node": "24.21.0"}',
  '{"node": "v24.1.0", "hostname": "localhost"}',
  'https://example.org/home/index.html',
  'BenchmarkHome/Users/10-8  100  12 ns/op',
])('%s names nobody', (text) => expect(namesMachine(text)).toBe(false))
