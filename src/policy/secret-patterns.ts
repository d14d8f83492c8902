/**
 * Our own patterns for secrets, beside those of secretlint's preset, which misses about a third of the common kinds
 * (TRUST §3). Each is one linear pass; prefixes are those that the issuers document.
 */

export interface SecretPattern {
  kind: string
  pattern: RegExp
  /** Says whether a match is meant, where the pattern alone is too weak; gets the match's groups. */
  holds?: (groups: readonly string[]) => boolean
}

/** Base64 of {"sub":"1234567890", the token of every manual. */
const manualClaims = 'eyJzdWIiOiIxMjM0NTY3ODkw'

export const secretPatterns: readonly SecretPattern[] = [
  { kind: 'AWS access key id', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)([A-Z2-7]{16})\b/, holds: ([id = '']) => !id.includes('EXAMPLE') },
  {
    kind: 'AWS secret access key',
    pattern: /aws.{0,20}?secret.{0,20}?[:=]\s*["']?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/i,
    holds: ([key = '']) => !key.includes('EXAMPLE'),
  },
  {
    kind: 'private key',
    pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s*$|(?:\\+[nr]|\s|["'+,]){0,12}[A-Za-z0-9+/=]{40})/,
  },
  { kind: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60}|ghs_\d{1,20}_eyJ[\w-]{10})/ },
  { kind: 'GitLab token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas)-[\w-]{20}/ },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}/ },
  {
    kind: 'npm registry token',
    pattern: /_(?:authToken|password|auth)\s*=\s*"?([\w+/=-]{16,200})/,
    holds: ([token = '']) => /^[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}$/.test(token) || looksRandom(token),
  },
  { kind: 'PyPI token', pattern: /\bpypi-AgE[\w-]{50}/ },
  { kind: 'Docker token', pattern: /\bdckr_[po]at_[\w-]{20}/ },
  { kind: 'Hugging Face token', pattern: /\b(?:hf|api_org)_([A-Za-z0-9]{30,40})\b/, holds: ([token = '']) => looksRandom(token) },
  { kind: 'Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { kind: 'Azure storage key', pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,90}={0,2}/ },
  { kind: 'Twilio key', pattern: /\bSK[0-9a-f]{32}\b/ },
  { kind: 'Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{24}/ },
  { kind: 'OpenAI key', pattern: /\bsk-(?:proj|svcacct|admin)-[\w-]{40}/ },
  { kind: 'Anthropic key', pattern: /\bsk-ant-[a-z0-9]{3,8}-[\w-]{60}/ },
  { kind: 'Slack token', pattern: /\bxox[abeoprs]-\d{8,}-[\w-]{10}/ },
  { kind: 'SendGrid key', pattern: /\bSG\.[\w-]{20,24}\.[\w-]{39,50}/ },
  {
    kind: 'JSON Web Token',
    pattern: /\beyJ[\w-]{10,2000}\.(eyJ[\w-]{10,4000})\.[\w-]{16}/,
    holds: ([claims = '']) => !claims.startsWith(manualClaims),
  },
  {
    kind: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>{}$]{1,100}:([^\s/@"'<>{}$]{6,200})@[\w.-]/i,
    holds: ([password = '']) => !isPlaceholder(password),
  },
  {
    kind: 'password or key in a setting',
    pattern:
      /(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)(?:[_-]\w{1,20})?["'\]]{0,2}\s{0,8}(?::=|=>|[:=])\s{0,8}(["'`]?)([A-Za-z0-9+/_=.~!@#$%^&*-]{12,200})(?=\1|\s|[,;)]|$)/i,
    holds: ([quote = '', value = '']) => (quote === '' ? isBare(value) : !isPlaceholder(value)) && looksRandom(value),
  },
]

/** What is nobody's secret in a public repository, and must not leave a private one. */
export const privatePatterns: readonly SecretPattern[] = [
  { kind: 'e-mail address', pattern: /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/ },
  {
    kind: 'internal host',
    pattern: /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:internal|intranet|corp|lan|local|localdomain|home\.arpa)\b/i,
  },
  { kind: 'private network address', pattern: /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])/ },
]

/**
 * Lines worth a closer look: every pattern above and every one of the preset matches only where this one does. It begins
 * with fixed letters wherever it can, so that a diff of 100 MB is searched in about a second.
 */
export const suspiciousLine = new RegExp(
  [
    String.raw`\b(?:A3T|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA|ABIA|ACCA)[A-Z0-9]{12}`,
    String.raw`PRIVATE KEY|AIza|Account(?:Key)?=|SharedAccessKey|_auth|\beyJ[\w-]{10}`,
    `(?:gh[pousr]|github_pat|npm|dckr_[po]at|hf|api_org|gsk|ntn|shp(?:pa|ca|at|ss)|[rs]k_(?:live|test)|glc|glsa|ops|vc[piark]|figd|cf(?:k|ut|at)|lin_api)_[A-Za-z0-9]{10}`,
    String.raw`\b(?:gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas)|pypi|tskey|xox[abeoprs]|xapp|sk)-[\w-]{8}`,
    String.raw`hooks\.slack\.com|\bSG\.[\w-]{10}|hv[sbr]\.[\w-]{20}|\bdapi[A-Fa-f0-9]{32}|\bSK[0-9a-f]{32}`,
    String.raw`:\/\/[^\s\/@]{1,200}:[^\s\/@]{1,200}@`,
    String.raw`(?:[Pp]ass(?:w|phrase)|PASSW|[Pp]wd|PWD|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]ey|KEY|[Cc]redential|CREDENTIAL)[\w-]{0,21}["'\]]{0,2}\s{0,8}[:=]\S{0,2}\s{0,8}["'\x60]?[A-Za-z0-9+\/_=.~!@#$%^&*-]{12}`,
  ].join('|'),
)

/** Words that stand where a secret would be put. */
function isPlaceholder(value: string): boolean {
  return (
    /example|sample|placeholder|change_?me|your|dummy|fake|redacted|xxxx|\*\*\*|1234567|abcdef|password|secret|token|foobar/i.test(value) ||
    /^(?:user|pass|pwd|test|postgres|root|admin|guest)\d{0,4}$/i.test(value) ||
    new Set(value).size < 5
  )
}

/** Without quotes a value of code is a name or an expression; a secret there is one run of letters and digits. */
function isBare(value: string): boolean {
  return value.length >= 20 && /^[A-Za-z0-9+/_=-]+$/.test(value) && /\d.*\d/.test(value) && !isPlaceholder(value)
}

/**
 * Whether letters and digits alternate as chance would have it. Words, names in camel case and numbers change between
 * lower case, upper case and digits at fewer than a third of their places; random letters and digits at six in ten (of 150
 * random passwords of 20 characters, two fall below).
 */
function looksRandom(value: string): boolean {
  const kinds = [...value].map((character) =>
    /[a-z]/.test(character) ? 'a' : /[A-Z]/.test(character) ? 'A' : /\d/.test(character) ? '0' : '-',
  )
  const letters = kinds.filter((kind) => kind !== '-').length
  if (letters < 10 || letters < value.length * 0.7) return false
  const changes = kinds.filter((kind, index) => index > 0 && kind !== '-' && kinds[index - 1] !== '-' && kind !== kinds[index - 1]).length
  const share = changes / (letters - 1)
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= 32 && share > 0.25
  return share >= 0.34 && new Set(value).size >= 8
}
