/** One self-contained HTML page of an entry, written beside its folder and never into it: the folder's digest is signed. */
import { lstat, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { page, type Signature } from '../case-study/page/page.ts'
import { entryDigest } from '../claims/digest.ts'
import { KnownError } from '../errors.ts'
import type { Ledger } from '../model.ts'
import { limit } from '../policy/limits.ts'
import { isSafeEntryPath } from '../policy/paths.ts'
import { entryFiles } from './entry-files.ts'
import { readEntryFolder } from './entry-folder.ts'
import { signOffIn } from './entry-records.ts'

export interface PreviewRequest {
  /** The entry's folder, or the `index.md` in it. */
  entry: string
  /** Where the page goes; null is `<folder>.preview.html` beside the folder. */
  out: string | null
}

export interface Preview {
  /** Absolute path of the page. */
  file: string
  title: string
  state: Signature['state']
  bytes: number
}

/** Writes the page and says where it is. Same entry, same bytes. */
export async function preview(request: PreviewRequest): Promise<Preview> {
  const { directory, text, ledger } = await readEntryFolder(request.entry)
  const file = resolve(request.out ?? `${directory}.preview.html`)
  if (file.startsWith(directory + sep)) {
    throw new KnownError(
      `${file}: this is inside the entry, and what lies there is signed. Write the preview somewhere else, or leave --out away.`,
    )
  }
  const [notice] = limit(text).notices
  if (notice !== undefined)
    throw new KnownError(`${directory}/index.md: cannot be shown whole. ${notice} Write it more plainly, or take the page from its draft.`)
  const signature = await signatureOf(directory, ledger)
  const { html, title } = page({
    text,
    ledger,
    signature,
    pictures: await pictures(directory),
    folder: webPath(relative(dirname(file), directory)),
  })
  await replaceFile(file, html)
  return { file, title, state: signature.state, bytes: Buffer.byteLength(html) }
}

/** Signed, draft, or signed and changed since: by the digest over what lies in the folder now. */
async function signatureOf(directory: string, ledger: Ledger): Promise<Signature> {
  const files = await entryFiles(directory)
  const { signOff } = signOffIn(files)
  if (signOff === null) return { state: 'draft' }
  const signed = { by: signOff.by.name, date: signOff.time.slice(0, 10) }
  if (entryDigest(files, ledger) !== signOff.digest) return { state: 'changed', ...signed }
  return { state: 'signed', ...signed, self: signOff.how !== 'review' }
}

const types: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
}
const mostBytes = 2 * 1024 * 1024

/** The pictures directly beside the text, as data URLs; links out of the folder and huge files are left alone. */
async function pictures(directory: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const name of (await readdir(directory)).sort()) {
    const type = types[extname(name).toLowerCase()]
    if (type === undefined || !isSafeEntryPath(name)) continue
    const about = await lstat(join(directory, name))
    if (!about.isFile() || about.size > mostBytes) continue
    found.set(name, `data:${type};base64,${(await readFile(join(directory, name))).toString('base64')}`)
  }
  return found
}

/** A relative folder as links write it, with "/" at its end. */
function webPath(path: string): string {
  return `${path.split(sep).map(encodeURIComponent).join('/')}/`
}

/** Writes a file whole or not at all. */
async function replaceFile(file: string, content: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, content)
    await rename(temporary, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KnownError(`${file}: cannot be written (${code ?? String(error)}). Name a folder that exists with --out FILE.`, {
      cause: error,
    })
  }
}
