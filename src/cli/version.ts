/** The version of package.json, for `--version` and the ledger. */
import packageJson from '../../package.json' with { type: 'json' }

export const version: string = packageJson.version

/** What made a ledger. */
export const generator = `casewright ${version}`
