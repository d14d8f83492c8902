import { resolve } from 'node:path'

/** The project's own folder, wherever a script is started from. */
export const root = resolve(import.meta.dirname, '..')
