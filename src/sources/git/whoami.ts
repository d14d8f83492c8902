/** The person git knows, who vouches for files that no commit holds. */
import { withClone } from './clone.ts'

/** `user.name` of the clone's or the person's configuration, or null. */
export async function whoami(directory: string): Promise<string | null> {
  return withClone(directory, async ({ person }) => person)
}
