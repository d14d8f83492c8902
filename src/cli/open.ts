/** Shows a file with whatever the platform opens it with. */
import { spawn } from 'node:child_process'

/** Starts the opener and does not wait for it; answers whether it could be started. */
export function openFile(file: string): Promise<boolean> {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer.exe' : 'xdg-open'
  return new Promise((resolve) => {
    const child = spawn(command, [file], { detached: true, stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
