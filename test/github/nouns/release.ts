/** Releases and the files that hang on them. */
import type { Account } from './account.ts'

export interface Release {
  id: number
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  author: Account
  createdAt: string
  publishedAt: string | null
  assets: ReleaseAsset[]
}

export interface ReleaseAsset {
  id: number
  name: string
  label: string | null
  type: string
  bytes: Buffer
  uploader: Account
  createdAt: string
}
