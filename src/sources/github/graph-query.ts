/** The one query for a pull request: its text and discussion, its commits and checks, and its repository. */

/** A list that may be longer than a page. */
export type Paged = 'commits' | 'comments' | 'reviews' | 'reviewThreads'

const who = 'author { __typename login }'
const page = 'totalCount pageInfo { hasNextPage endCursor }'
const commit = 'oid message tree { oid } parents(first: 3) { nodes { oid } }'

const LISTS: Readonly<Record<Paged, string>> = {
  commits: `${page} nodes { commit { ${commit} committedDate author { name } } }`,
  comments: `${page} nodes { ${who} body url isMinimized }`,
  reviews: `${page} nodes { ${who} body url state }`,
  reviewThreads: `${page} nodes { isResolved path line comments(first: 50) { totalCount nodes { ${who} body url state isMinimized } } }`,
}

export const CHECKS = `statusCheckRollup { state contexts(first: 100) { totalCount nodes {
  __typename ... on CheckRun { databaseId name status conclusion } ... on StatusContext { context state }
} } }`

/** Where a README may lie, in the order in which GitHub looks. */
const READMES = ['.github', '', 'docs'].flatMap((folder) =>
  ['README.md', 'readme.md', 'Readme.md', 'README.rst', 'README.txt', 'README'].map((file) => (folder === '' ? file : `${folder}/${file}`)),
)

/** What a narrow token may not see: then it is missing, and nothing else is. */
export const MAY_LACK = ['statusCheckRollup', 'closingIssuesReferences', 'named', ...READMES.map((_, i) => `readme${i}`)]

/** What every subject needs of its repository. */
export const REPOSITORY = `databaseId nameWithOwner url isPrivate licenseInfo { spdxId }
    ${READMES.map((path, i) => `readme${i}: object(expression: "HEAD:${path}") { ... on Blob { text } }`).join('\n    ')}`

export const PLACE = '$owner: String!, $name: String!'
const NUMBER = '$number: Int!'

export const PULL_REQUEST = `query (${PLACE}, ${NUMBER}) {
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    pullRequest(number: $number) {
      number title body url ${who} merged mergedAt updatedAt headRefOid baseRefOid changedFiles additions deletions
      labels(first: 100) { nodes { name } }
      mergeCommit { ${commit} ${CHECKS} }
      last: commits(last: 1) { nodes { commit { oid ${CHECKS} } } }
      closingIssuesReferences(first: 5) { nodes { number title body url ${who} repository { nameWithOwner isPrivate } } }
      ${Object.entries(LISTS)
        .map(([name, fields]) => `${name}(first: 100) { ${fields} }`)
        .join('\n      ')}
    }
  }
}`

/** The next page of every list that has one, and the issue that the description names without closing it. */
export function followUp(lists: readonly Paged[], isNamed: boolean): string {
  const variables = [
    PLACE,
    ...(lists.length > 0 ? [NUMBER] : []),
    ...lists.map((name) => `$${name}: String`),
    ...(isNamed ? ['$issue: Int!'] : []),
  ].join(', ')
  const named = `named: issueOrPullRequest(number: $issue) { __typename ... on Issue { number title body url ${who} } }`
  const pages = lists.map((name) => `${name}(first: 100, after: $${name}) { ${LISTS[name]} }`).join('\n      ')
  return `query (${variables}) {
  repository(owner: $owner, name: $name) {
    ${isNamed ? named : ''}
    ${lists.length > 0 ? `pullRequest(number: $number) {\n      ${pages}\n    }` : ''}
  }
}`
}
