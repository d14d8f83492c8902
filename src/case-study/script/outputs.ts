/** Files that a run writes instead of printing its figures: read off the commands. */

const suffix = /\.(?:json|jsonl|csv|txt|xml)$/i
/** Words before or in front of which a file is written to: --benchmark-json FILE, --export-json=FILE, -o FILE, > FILE, tee FILE. */
const writes = /(?:json|csv|out|output|export|save|result|results|report|^tee|^-o|^>{1,2})$/i

/** Relative paths of result files, in the order of the commands; those outside the tree are left out. */
export function resultFiles(commands: string): string[] {
  const words = commands.split(/[\s;|&()]+/).map((word) => word.replace(/^["']|["']$/g, ''))
  const found = words.flatMap((word, index) => {
    const cut = word.lastIndexOf('=')
    if (cut > 0) return writes.test(word.slice(0, cut)) ? [word.slice(cut + 1)] : []
    const glued = /^>{1,2}(.+)$/.exec(word)?.[1]
    if (glued !== undefined) return [glued]
    return writes.test(words[index - 1] ?? '') ? [word] : []
  })
  return [...new Set(found.map((path) => path.replace(/^\.\//, '')))].filter((path) => suffix.test(path) && staysInside(path))
}

function staysInside(path: string): boolean {
  return /^[\w][\w./-]*$/.test(path) && !path.split('/').some((part) => part === '..' || part === '')
}
