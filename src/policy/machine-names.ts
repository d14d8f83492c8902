/** Names of a machine and of its owner in a benchmark file: nothing that is copied into an entry holds them. */

/** Home directories; the folders of GitHub's runners name nobody. */
const home =
  /(?:^|[\s"'=:(_])(?:file:\/\/)?(?:\/home\/(?!runner\/)|\/Users\/(?!runner\/)|[A-Za-z]:\\{1,2}Users\\{1,2}(?!runneradmin\b)|\/root\/)/m

/** Keys under which tools write the host's name (`node` of pytest-benchmark, which elsewhere is a version). */
const host = /"(?:host_?name|node)"\s*:\s*"(?!(?:localhost|runner[\w-]*|fv-az[\w-]*|[0-9a-f]{12}|v?\d[\d.]*)")[\w.-]+"/i

/** Whether the text names somebody's home directory or a host. */
export function namesMachine(text: string): boolean {
  return home.test(text) || host.test(text)
}
