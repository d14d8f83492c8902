/** What a narrow token may read of a private repository depends on its permissions, field by field. */
import { demand, type Permission } from '../access/permission.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Context } from './context.ts'

export function guarded<Args>(
  { actor }: Context,
  repository: Repository,
  permission: Permission,
  field: (args: Args) => unknown,
): (args: Args) => unknown {
  return (args) => {
    demand(actor, repository, [permission], 'read')
    return field(args)
  }
}
