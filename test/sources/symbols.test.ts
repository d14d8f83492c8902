import { expect, test } from 'vitest'
import { symbolOf } from '../../src/sources/symbols.ts'

test.each([
  ['Go', 'func (c *Cache[K, V]) Get(key K) (V, bool) {', 'Cache.Get'],
  ['Go', 'func (Cache) Len() int {', 'Cache.Len'],
  ['Go', 'func New(size int) *Cache {', 'New'],
  ['Go', 'type Cache struct {', 'Cache'],
  ['Python', '    async def fetch(self, url: str) -> bytes:', 'fetch'],
  ['Python', 'class Cache(Base):', 'Cache'],
  ['TypeScript', 'export default async function load(path: string): Promise<void> {', 'load'],
  ['TypeScript', 'export abstract class Cache<K> extends Base {', 'Cache'],
  ['TypeScript', 'export const render = (view: View): string =>', 'render'],
  ['TypeScript', '  private async get(key: string): Promise<V> {', 'get'],
  ['JavaScript', '  if (ready) {', null],
  ['JavaScript', 'const sum = a + b', null],
  ['Rust', '    pub(crate) async unsafe fn poll(&mut self) -> Poll<()> {', 'poll'],
  ['Rust', 'impl<K: Hash, V> Cache<K, V> for Sharded<K, V> {', 'Sharded'],
  ['Rust', 'impl<T> Cache<T> {', 'Cache'],
  ['Rust', 'impl Cache {', 'Cache'],
  ['Rust', 'macro_rules! shard {', 'shard'],
  ['C++', 'template <typename T> class Cache : public Base {', 'Cache'],
  ['C++', 'std::vector<int> Cache::get(const Key& key) const {', 'Cache::get'],
  ['C++', 'static inline void flush()', 'flush'],
  ['CUDA', '__global__ void __launch_bounds__(256) kernel(float* out) {', 'kernel'],
  ['CUDA', 'template <int N> __global__ void softmax(const float* in) {', 'softmax'],
  ['C', 'int main(int argc, char **argv)', 'main'],
  ['C', '  return compute(x);', null],
  ['C', '  cache.flush(x);', null],
  ['C', '  } else if (x) {', null],
  ['Java', '    public static <T> List<T> copyOf(Collection<T> from) {', 'copyOf'],
  ['Java', 'public final class Cache<K> implements Map<K> {', 'Cache'],
  ['Kotlin', 'override fun <T> List<T>.second(): T', 'second'],
  ['Kotlin', 'data class User(val id: Int)', 'User'],
  ['Kotlin', 'suspend fun load(id: Int): User {', 'load'],
  ['C#', '    public async Task<int> CountAsync(string name)', 'CountAsync'],
  ['Ruby', '  def self.build!(x)', 'self.build!'],
  ['Elixir', '  defp fetch(key) do', 'fetch'],
  ['Markdown', '# Title', null],
  [null, 'func x()', null],
])('%s: %s', (language, line, symbol) => {
  expect(symbolOf(line, language)).toBe(symbol)
})

test.each(['x ', '<', 'a::', '(', 'public ', 'func (', '  a('])('a line of %j over and over is read soon', (piece) => {
  const started = performance.now()
  for (const language of ['Go', 'TypeScript', 'Rust', 'C++', 'Java', 'Kotlin']) symbolOf(piece.repeat(50_000), language)
  expect(performance.now() - started).toBeLessThan(500)
})
