/** What GitHub says of a licence it recognised. */
import type { View } from './view.ts'

const names: Readonly<Record<string, string>> = {
  MIT: 'MIT License',
  'Apache-2.0': 'Apache License 2.0',
  'BSD-3-Clause': 'BSD 3-Clause "New" or "Revised" License',
  'GPL-3.0': 'GNU General Public License v3.0',
  NOASSERTION: 'Other',
}

export function licence(spdx: string | null): View | null {
  if (spdx === null) return null
  const key = spdx === 'NOASSERTION' ? 'other' : spdx.toLowerCase()
  return {
    key,
    name: names[spdx] ?? spdx,
    spdx_id: spdx,
    url: spdx === 'NOASSERTION' ? null : `https://api.github.com/licenses/${key}`,
    node_id: `L_${key}`,
  }
}
