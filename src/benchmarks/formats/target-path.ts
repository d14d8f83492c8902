/**
 * The path of an address that was measured: `/index.html` of `http://10.0.0.7:8080/index.html?key=1`. Host, port and
 * query say where somebody's machine is and what they know; they do not tell two figures apart.
 */
export function targetPath(address: string): string {
  const [, path] = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]*([^?#]*)/i.exec(address) ?? []
  return path === undefined ? '' : path === '' ? '/' : path
}
