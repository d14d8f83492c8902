/** A stranger's zip file, read in memory and never on disk: whole and within its limits, or not at all (TRUST §3). */
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

interface ZippedFile {
  /** With `/`, never absolute, never with `..`. */
  path: string
  bytes: Uint8Array
}

export type Unzipped = { files: ZippedFile[] } | { refused: string }

/** Limits of one zip file. */
export const zipLimits = { entries: 200, entryBytes: 5_000_000, bytes: 20_000_000 }

class Refused extends Error {}

/** The files in it, sorted by path; a sentence where it is broken or not what it should be. Figures never come from a part of it. */
export async function unzip(zip: Uint8Array): Promise<Unzipped> {
  try {
    const file = await fromBufferPromise(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength), {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
    })
    return { files: (await filesIn(file)).sort((a, b) => (a.path < b.path ? -1 : 1)) }
  } catch (error) {
    // What yauzl says may quote names of the zip file; nobody needs them.
    return { refused: error instanceof Refused ? error.message : 'it is no zip file that can be read' }
  }
}

async function filesIn(zip: ZipFile): Promise<ZippedFile[]> {
  const { entries: most, entryBytes, bytes: all } = zipLimits
  const entries: Entry[] = []
  let [count, announced] = [0, 0]
  for await (const entry of zip.eachEntry()) {
    if (++count > most) throw new Refused(`it holds more than ${most} entries`)
    if (entry.fileName.endsWith('/')) continue
    // They come to terminals and pages.
    if (/[\p{Cc}\p{Cf}]/u.test(entry.fileName) || entry.fileName.length > 500)
      throw new Refused('a name in it holds control characters or is too long')
    if (entry.isEncrypted()) throw new Refused('a file in it is encrypted')
    if (isLink(entry)) throw new Refused('a file in it is a link')
    if (entry.uncompressedSize > entryBytes) throw new Refused(`a file in it has more than ${entryBytes / 1e6} MB`)
    announced += entry.uncompressedSize
    if (announced > all) throw new Refused(`its files have more than ${all / 1e6} MB`)
    entries.push(entry)
  }
  if (new Set(entries.map(({ fileName }) => fileName)).size < entries.length) throw new Refused('two files in it have one name')
  const files: ZippedFile[] = []
  for (const entry of entries) files.push({ path: entry.fileName, bytes: await bytesOf(zip, entry) })
  return files
}

/** More bytes than were announced are a fault of the stream itself, so that the limits hold. */
async function bytesOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Uint8Array)
  const bytes = Buffer.concat(parts)
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) throw new Refused('a file in it is damaged')
  return bytes
}

/** The Unix mode stands in the upper half of the attributes. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
}
