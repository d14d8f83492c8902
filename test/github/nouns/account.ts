/** Who there is, and what they may do. */

export interface Account {
  id: number
  login: string
  type: 'User' | 'Organization' | 'Bot'
  name: string | null
}

/** What a person may do in a repository, each including those before it. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin'

/** Permission name → level, as an installation or a narrow token has them: `{ contents: 'write' }`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>
