/** The fixed grammar of titles, branch names and log lines that we write (TRUST §3). */

/** Somebody's title reduced to letters, digits, spaces and `,.:()+-`: no mention, reference, closing keyword's number or command survives. */
export function safeTitle(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ,.:()+-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
}
