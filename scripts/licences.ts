/** A plugin that puts the licences of all bundled packages beside the bundle, as their authors ask. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'rolldown'

interface Package {
  name: string
  version: string
  license?: string
}

/** Emits `THIRD-PARTY-LICENCES.txt`: every package with code in the bundle, its licence's name and, where it ships one, text. */
export function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const folders = new Set<string>()
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        for (const [id, module] of Object.entries(output.modules)) {
          const folder = packageFolder(id)
          if (folder !== null && module.renderedLength > 0) folders.add(folder)
        }
      }
      const texts = [...folders].sort().map(licenceOf)
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-LICENCES.txt',
        source: `Casewright's bundle holds code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`,
      })
    },
  }
}

/** The package's folder that a module's path lies in; null for the project's own code and the bundler's. */
function packageFolder(id: string): string | null {
  const start = id.lastIndexOf('/node_modules/')
  if (start === -1) return null
  const [scope = '', name = ''] = id.slice(start + '/node_modules/'.length).split('/')
  return `${id.slice(0, start)}/node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Package
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry))
  const text = file !== undefined && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
  return `${name} ${version}: ${license ?? 'see the text'}\n\n${text || 'The package holds no text of its licence.'}\n`.replaceAll(
    '\r\n',
    '\n',
  )
}
