/** One secret of each kind, made when the tests run: none is in the repository, and none ever opened anything. */
import { generateKeyPairSync } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The same seed gives the same secrets, the private key aside. */
export function secretSeeds(seed: number): Record<string, string> {
  let state = seed >>> 0
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const some = (length: number, alphabet = letters): string => Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
  const hex = (length: number): string => some(length, '0123456789abcdef')
  const base64url = (text: string): string => Buffer.from(text).toString('base64url')
  const webToken = `${base64url('{"alg":"RS256","typ":"JWT"}')}.${base64url(JSON.stringify({ iss: '12345', jti: some(20) }))}.${some(342)}`
  const key = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const slackId = (): string => some(8, 'ABCDEFGHIJ0123456789')
  return {
    'GitHub personal token': `ghp_${some(36)}`,
    'GitHub app token': `ghs_${some(36)}`,
    'GitHub app token with a web token': `ghs_123456_${webToken}`,
    'GitHub fine-grained token': `github_pat_11${some(20)}_${some(59)}`,
    'AWS access key id': `AKIA${some(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    'AWS secret access key': `aws_secret_access_key = "${some(40)}"`,
    'Slack bot token': `xoxb-${some(12, '0123456789')}-${some(12, '0123456789')}-${some(24)}`,
    'Slack webhook': `https://hooks.slack.com/services/T${slackId()}/B${slackId()}/${some(24)}`,
    'npm token': `npm_${some(36)}`,
    'npm registry token': `//npm.example/:_authToken=${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    'OpenAI key': `sk-proj-${some(74)}T3BlbkFJ${some(74)}`,
    'Anthropic key': `sk-ant-api03-${some(93)}AA`,
    'Google service account': JSON.stringify({ type: 'service_account', private_key_id: hex(40), private_key: key }),
    'private key': key,
    'JSON Web Token': `Authorization: Bearer ${webToken}`,
    'password in an address': `https://bob:${some(16)}@git.example.com/x.git`,
    'password of a database': `postgres://admin:${some(16)}@db.internal:5432/app`,
    'password in a setting': `password = "${some(20)}"`,
    'key in a setting': `api_key: ${hex(64)}`,
    'Stripe key': `sk_live_${some(24)}`,
    'Google API key': `AIza${some(35)}`,
    'Azure connection': `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${Buffer.from(some(64)).toString('base64')};EndpointSuffix=core.windows.net`,
    'Hugging Face token': `hf_${some(34)}`,
    'GitLab token': `glpat-${some(20)}`,
    'SendGrid key': `SG.${some(22)}.${some(43)}`,
    'Twilio key': `SK${hex(32)}`,
    'Docker token': `dckr_pat_${some(27)}`,
    'PyPI token': `pypi-AgEIcHlwaS5vcmc${some(120)}`,
  }
}

/** What only a private source must keep to itself. */
export const privateSeeds: Record<string, string> = {
  'internal host': 'http://build-7.corp.example.internal/',
  'e-mail address': 'jane.doe@corp.example',
  'private network address': '10.23.4.7',
}
