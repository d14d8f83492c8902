/** Repositories in REST's form. */
import { actorName } from '../access/actor.ts'
import { hasRole } from '../access/permission.ts'
import type { RepositoryRequest } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import { licence } from './licence.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

/** A repository as it stands inside other answers. */
export function minimalRepository(world: World, repository: Repository): View {
  const name = fullName(repository)
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: name,
    owner: simpleUser(world, repository.owner),
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    html_url: `${world.html}/${name}`,
    description: repository.description,
    fork: repository.parent !== null,
    url: `${world.url}/repos/${name}`,
    clone_url: `${world.host}/${name}.git`,
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    svn_url: `${world.html}/${name}`,
    mirror_url: null,
    homepage: repository.homepage,
    language: null,
    license: licence(repository.licence),
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    disabled: false,
    topics: repository.topics,
    is_template: false,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: repository.hasPages,
    has_discussions: false,
    has_downloads: true,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.pushedAt,
    size: 0,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: openThreads(repository),
    open_issues_count: openThreads(repository),
    allow_forking: true,
    web_commit_signoff_required: false,
  }
}

function openThreads(repository: Repository): number {
  return [...repository.issues.values(), ...repository.pulls.values()].filter(({ state }) => state === 'open').length
}

export function fullRepository({ world, repository, actor }: RepositoryRequest): View {
  const own = minimalRepository(world, repository)
  return {
    ...own,
    network_count: 0,
    subscribers_count: 0,
    ...(repository.parent && { parent: minimalRepository(world, repository.parent), source: minimalRepository(world, repository.parent) }),
    // Only who has a token learns what it may do.
    ...(actorName(actor) !== 'anonymous' && {
      permissions: {
        admin: hasRole(actor, repository, 'admin'),
        maintain: hasRole(actor, repository, 'maintain'),
        push: hasRole(actor, repository, 'write'),
        triage: hasRole(actor, repository, 'triage'),
        pull: true,
      },
    }),
  }
}
