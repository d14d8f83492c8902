/**
 * Bytes to the text that every reader and every locator means: UTF-16 (PowerShell redirects write it) by its byte
 * order mark or its zeros, else UTF-8, else Windows-1252 (a "±" or "µ" of an old console); no byte order mark, no terminal
 * colours, no times of a runner before the lines, `\n` for `\r\n`. A lone `\r` stays: it is a progress bar that rewrites its line (see `lines.ts`).
 */
export function decode(bytes: Uint8Array): string {
  return clean(decodeBytes(bytes))
}

/** What `decode` does after the bytes are text; safe to call twice. */
export function clean(text: string): string {
  let result = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (result.includes('\r\n')) result = result.replaceAll('\r\n', '\n')
  if (result.includes('\u001b[')) result = result.replaceAll(ansi, '')
  if (stamped.test(result)) result = withoutRunnerWords(result.replaceAll(stamp, ''))
  // Half a character of UTF-16, as a text handed in may hold: what takes it for bytes and back would change it.
  return result.isWellFormed() ? result : result.toWellFormed()
}

// CSI sequences: colours, cursor moves, "erase line".
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a terminal sequence begins with
const ansi = /\u001b\[[0-9;?]*[A-Za-z]/g

/** The time that GitHub's runners put before every line of a log that is downloaded, of Azure Pipelines' too. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/gm
const stamped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z/

/** What a runner says of a step before it begins: its commands, its shell ("shell: /usr/bin/bash"), its variables. */
const stepHead = /^##\[group\]Run .*\n(?:(?!##\[).*\n){0,400}##\[endgroup\]/gm

/** A log without that, its lines where they were: they look like the settings that `go test` prints. */
export function withoutRunnerWords(text: string): string {
  return text.includes('##[group]Run ') ? text.replaceAll(stepHead, (head) => head.replaceAll(/[^\n]+/g, '')) : text
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = withoutMark(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeBroken(bytes)
  }
}

/** UTF-16 that lost its mark: of the first characters of any output many are ASCII, so that every second byte is often 0, and never the others. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 512)
  if (head.length < 4 || bytes.length % 2 === 1 || !head.includes(0)) return null
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => index % 2 === odd && byte === 0).length / (head.length / 2))
  const [even = 0, odd = 0] = zeros
  return even === 0 && odd > 0.2 ? 'utf-16le' : odd === 0 && even > 0.2 ? 'utf-16be' : null
}

/** Not UTF-8: a file cut within a character still is for the most part; otherwise it is the old Western code page. */
function decodeBroken(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  const wide = /[\u0080-\ufffc]/.test(text)
  return wide || !text.slice(0, -1).includes('\ufffd') ? text : new TextDecoder('windows-1252').decode(bytes)
}
