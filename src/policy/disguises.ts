/** A text as it reads behind every dress a word may wear: entities, escapes, percent signs, base64, hex, markup between letters. Pure. */

export interface View {
  how: string
  text: string
  /** Without the signs that markup puts between letters, `_` among them. */
  isSqueezed: boolean
}

/** All views of a text, itself first. */
export function disguises(text: string): View[] {
  const shown = withoutInvisible(decodeEntities(decodeEscapes(text)))
  return [
    { how: 'as written', text: withoutInvisible(text), isSqueezed: false },
    { how: 'escaped', text: shown, isSqueezed: false },
    { how: 'cut by markup', text: joined(shown), isSqueezed: true },
    { how: 'URL-encoded', text: decodePercent(text), isSqueezed: false },
    { how: 'in base64', text: decoded(text, /[A-Za-z0-9+/_-]{8,}/g, [0, 1, 2, 3], fromBase64), isSqueezed: false },
    { how: 'turned by thirteen letters', text: turned(text), isSqueezed: false },
    { how: 'in hex', text: decoded(text, /[0-9A-Fa-f]{12,}/g, [0, 1], fromHex), isSqueezed: false },
  ]
}

/** Tags and marks inside a word go, and what stands between single letters: `se**cret**`, `s e c r e t`. */
function joined(text: string): string {
  return text
    .replace(/<\/?(?:text|title|desc|style|path|rect|circle|svg)\b[^<>]{0,2000}>/g, ' ')
    .replace(/<[^<>]{0,400}>/g, '')
    .replace(/[*_`~[\]()<>{}"'\\^|]/g, '')
    .replace(/(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[ .,:;/+-][\p{L}\p{N}]){5,}(?![\p{L}\p{N}])/gu, (letters) =>
      letters.replace(/[ .,:;/+-]/g, ''),
    )
}

/** Soft hyphens, joiners and marks of direction do not show. */
function withoutInvisible(text: string): string {
  return text.replace(/\p{Cf}|\u034f/gu, '')
}

function decodeEntities(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (whole, hex: string | undefined, decimal: string | undefined) =>
    character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), whole),
  )
}

/** `\u0061` of JSON and YAML, `\x61` of YAML. */
function decodeEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (whole, long: string | undefined, short: string | undefined) =>
    character(Number.parseInt(long ?? short ?? '', 16), whole),
  )
}

function character(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}

function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => fromHex(run.replaceAll('%', '')))
}

/** ROT13, each letter thirteen places on. */
function turned(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13)))
}

/** Every run of an alphabet decoded from every place where a word's own encoding may begin. */
function decoded(text: string, runs: RegExp, offsets: readonly number[], decode: (run: string) => string): string {
  return (text.match(runs) ?? []).flatMap((run) => offsets.map((offset) => decode(run.slice(offset)))).join('\n')
}

const utf8 = new TextDecoder()

function fromBase64(run: string): string {
  const plain = run.replaceAll('-', '+').replaceAll('_', '/')
  // A last group of two or three still holds a byte or two.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain.padEnd(Math.ceil(plain.length / 4) * 4, 'A')
  return utf8.decode(Uint8Array.from(atob(whole), (one) => one.charCodeAt(0)))
}

function fromHex(run: string): string {
  const bytes = run.match(/[0-9a-f]{2}/gi) ?? []
  return utf8.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)))
}
