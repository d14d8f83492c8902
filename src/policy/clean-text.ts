/** Characters that a reader does not see or that turn the order of a line around. */

/** Direction marks and overrides (Unicode TR36, 3.3), control characters except tab and line feed, halves of surrogates. */
const misleading = /\p{Bidi_Control}|(?![\t\n])\p{Cc}|\p{Cs}/gu

/** Characters without a width: joiners, variation selectors, fillers, tags (Unicode TR44, Default_Ignorable_Code_Point). */
const invisible = /\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu

/** The text in Unicode's composed form, with line feeds, without what cannot be seen; what misleads is shown as U+FFFD. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(misleading, '\uFFFD')
    .replaceAll(invisible, '')
}
