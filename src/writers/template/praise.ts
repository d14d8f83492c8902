/** A title without words of praise: what no verdict backs must not stand above the page, whoever wrote it. */

/** Words and figures that say how much better; `optimize` and `reduce` name an intention and stay. */
const PRAISE =
  /\b\d+(?:\.\d+)?\s?(?:x|times|%|percent)(?!\w)|\b(?:fast(?:er|est)|slow(?:er|est)|quick(?:er|est)|speed-?ups?|better|best|improv\w*|boost\w*|gains?|regress\w*|accelerat\w*|huge|massive\w*|significant\w*|drastic\w*|dramatic\w*|blazing\w*)\b/i

/** A leading verb that claims the outcome; what it acts on is the change. */
const CLAIMING_VERB =
  /^(?:(?:significantly|massively|greatly) )?(?:improve|speed up|boost|accelerate)s? (?:the )?(?:performance of |speed of |throughput of |latency of )?/i

/** Whether a text says how much better something is. */
export function praises(text: string): boolean {
  return PRAISE.test(text)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The title as it is where it praises nothing; else its part that does not; null where nothing is left. */
export function withoutPraise(title: string): string | null {
  const plain = CLAIMING_VERB.test(title) ? `Work on ${title.replace(CLAIMING_VERB, '')}` : title
  if (!PRAISE.test(plain)) return plain
  const clauses = plain.split(/,\s+|\s+-\s+|:\s+|;\s+|\s+\((?=[^)]*\)$)/).map((clause) => clause.replace(/\)$/, '').trim())
  const sober = clauses.filter((clause) => clause !== '' && !PRAISE.test(clause))
  if (sober.length > 0 && sober.join(' ').split(' ').length > 1) return capital(sober.join(', '))
  const rest = plain
    .replace(new RegExp(`(?:\\b(?:much|even|a lot|way|by|with)\\s+)?(?:${PRAISE.source})`, 'gi'), ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.:])/g, '$1')
    .replace(/\b(?:by|with|for|and|to)\s*$/i, '')
    .trim()
  return rest.split(' ').length > 1 ? capital(rest) : null
}
