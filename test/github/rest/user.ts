/** Who the token is, and who others are. */
import { notFound, Refusal } from '../http/answer.ts'
import { publicUser } from '../views/user.ts'
import { plain, type Route } from './route.ts'

export const userRoutes: readonly Route[] = [
  plain('users/get-authenticated', ({ world, actor }) => {
    if (actor.kind === 'installation' || actor.kind === 'actions') throw new Refusal(403, 'Resource not accessible by integration')
    if (!actor.account) throw new Refusal(401, 'Requires authentication')
    return { json: publicUser(world, actor.account) }
  }),
  plain('users/get-by-username', ({ world, params }) => {
    const account = world.accounts.get((params.username ?? '').toLowerCase())
    if (!account) throw notFound()
    return { json: publicUser(world, account) }
  }),
]
