/** The draft pull request, against a whole fake GitHub: one a subject, with every edit of a person kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { branch, draft, filesOf, folder, page, type Stage, stage, subject } from './showcase.ts'

let at: Stage
beforeEach(async () => {
  at = await stage()
})
afterEach(() => at.github.close())

const files = (ref: string) => at.showcase.git('ls-tree', '-r', '--name-only', ref).split('\n')
const text = (path = page) => at.showcase.read(path, branch)
const pull = () => at.showcase.existingPullRequest(1)
const edit = (path: string, content: string | null) => at.showcase.commit('Edit', { [path]: content }, { branch, author: 'bob' })

describe('the first draft', () => {
  test('is a branch with one signed commit, a draft pull request, a label: two writes', async () => {
    const published = await at.publish()
    expect(published).toEqual({
      outcome: 'created',
      url: 'https://github.com/ada/showcase/pull/1',
      number: 1,
      branch,
      offers: 0,
      warnings: [],
      requests: 3,
      writes: 2,
    })
    expect(files(branch)).toEqual(
      [
        'README.md',
        `${folder}/.casewright-draft.json`,
        `${folder}/chart.svg`,
        `${folder}/data/measurements.csv`,
        `${folder}/evidence.json`,
        page,
      ].toSorted(),
    )
    expect(at.showcase.git('log', '--format=%s', `main..${branch}`)).toBe('Draft case study: shard-the-lock')
    expect(pull().data).toMatchObject({ draft: true, title: 'Case study: shard the lock', state: 'open', labels: [{ name: 'casewright' }] })
    expect(pull().data.body).toContain('To stop this one, close the pull request.')
  })

  test('two writes also for fifty files', async () => {
    const more = Array.from({ length: 50 }, (_, i) => ({ path: `data/${i}.csv`, content: `${i}\n` }))
    expect(await at.publish({ files: [...filesOf('61'), ...more] })).toMatchObject({ writes: 2 })
    expect(files(branch)).toHaveLength(56)
  })

  test('is a normal pull request, labelled, where drafts are not supported', async () => {
    at.showcase.data.draftsSupported = false
    expect(await at.publish()).toMatchObject({ outcome: 'created' })
    expect(pull().data).toMatchObject({ draft: false, labels: [{ name: 'casewright' }, { name: 'draft' }] })
  })

  test('asks for reviews in one write more', async () => {
    expect(await at.publish({ reviewers: ['bob', 'Ada'] })).toMatchObject({ outcome: 'created', writes: 3, warnings: [] })
    expect(pull().data.requestedReviewers.map(({ login }) => login)).toEqual(['bob'])
    at.showcase.data.pulls.get(1)?.requestedReviewers.splice(0)
    expect(await at.publish({ reviewers: ['bob'] })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('is there also where nobody can be asked; who can is asked all the same', async () => {
    const { outcome, warnings } = await at.publish({ reviewers: ['nobody', 'bob', 'stranger'] })
    expect([outcome, warnings]).toEqual([
      'created',
      [
        expect.stringMatching(/^nobody was not asked to review: .*only be requested from collaborators/),
        expect.stringMatching(/^stranger was not asked to review: /),
      ],
    ])
    expect(pull().data.requestedReviewers.map(({ login }) => login)).toEqual(['bob'])
    expect(await at.publish({ reviewers: ['nobody'] })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test.each([
    ['bob', "This is about bob's work: ask before you publish it as yours."],
    ['x y<b>', "This is about somebody else's work: ask before you publish it as yours."],
    ['Ada', null],
    ['renovate[bot]', null],
    [null, null],
  ])('about the work of %s', async (author, words) => {
    const { warnings } = await at.publish({ author })
    expect(warnings).toEqual(words === null ? [] : [words])
    const before = words === null ? '' : `${words}\n\n`
    expect(pull().data.body?.startsWith(`${before}Draft case study: shard the lock.`)).toBe(true)
    expect(await at.publish({ author })).toMatchObject({ outcome: 'unchanged', warnings })
  })

  test('leaves the entry of another subject alone, now and later', async () => {
    at.showcase.commit('Publish', { [page]: 'Of another subject.\n' })
    await at.publish()
    expect(text()).toBe('Of another subject.\n')
    const own = `${folder}-${subject.slice(0, 8)}/index.md`
    expect(text(own)).toBe(draft('61'))
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', writes: 1 })
    expect([text(), text(own)]).toEqual(['Of another subject.\n', draft('59')])
  })

  test('a text that GitHub would refuse goes on in a file', async () => {
    const long = Array.from({ length: 2000 }, (_, i) => `Paragraph ${i} of a description that does not end.`).join('\n\n')
    await at.publish({ text: long })
    expect(pull().data.body?.length).toBeLessThan(65_536)
    expect(pull().data.body).toContain(`all of it is in \`${folder}/.casewright-pull-request.md\``)
    expect(text(`${folder}/.casewright-pull-request.md`)).toBe(long)
    expect(await at.publish({ text: long })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })
})

describe('the next draft', () => {
  beforeEach(async () => {
    await at.publish()
  })

  test('with nothing new writes nothing, in two requests', async () => {
    expect(await at.publish()).toMatchObject({ outcome: 'unchanged', number: 1, requests: 2, writes: 0 })
  })

  test('is one commit on top', async () => {
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', requests: 3, writes: 1 })
    expect(text()).toBe(draft('59'))
    expect(text(`${folder}/data/measurements.csv`)).toBe('ns\n59\n')
    expect(at.showcase.pullRequests()).toHaveLength(1)
  })

  test('takes out its own file that is no longer drafted', async () => {
    await at.publish({ files: filesOf('61').filter(({ path }) => path !== 'chart.svg') })
    expect(text(`${folder}/chart.svg`)).toBeNull()
  })

  test('finds its pull request also when the title, and so the slug, is another', async () => {
    expect(await at.publish({ slug: 'another-title', files: filesOf('59') })).toMatchObject({ outcome: 'updated', number: 1, branch })
    expect(text()).toBe(draft('59'))
  })

  test('finds its pull request also when its branch has another name', async () => {
    at.showcase.branch('ada/lock', branch)
    at.showcase.deleteBranch(branch)
    pull().data.head.ref = 'ada/lock'
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', number: 1, branch: 'ada/lock' })
    expect(at.showcase.read(page, 'ada/lock')).toBe(draft('59'))
  })

  test('replaces its own text of the pull request, and only its own', async () => {
    expect(await at.publish({ text: 'Another text.' })).toMatchObject({ writes: 1 })
    expect(pull().data.body).toMatch(/^Another text\./)
    pull().data.body = `Please wait, says Bob.\r\n\r\n${pull().data.body}`
    expect(await at.publish({ text: 'A third text.' })).toMatchObject({ outcome: 'unchanged', writes: 0 })
    expect(pull().data.body).toMatch(/^Please wait, says Bob\./)
  })

  test('leaves the pull request of somebody else alone, whatever its marker', async () => {
    const { body } = pull().data
    pull().close()
    const theirs = at.showcase.pullRequest({
      author: 'bob',
      title: 'Mine',
      body: body ?? '',
      head: `casewright/mine-${subject.slice(0, 8)}`,
      files: { a: 'b' },
    })
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'declined', number: 1, writes: 0 })
    expect(theirs.data.body).toBe(body)
  })

  test('an approval of somebody who may not write holds nothing up', async () => {
    pull().review({ author: 'eve', state: 'APPROVED' })
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated' })
  })

  test('nothing is pushed after an approval', async () => {
    pull().review({ author: 'bob', state: 'APPROVED' })
    pull().review({ author: 'bob', state: 'COMMENTED', body: 'Well done.' })
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'approved', writes: 0 })
    pull().review({ author: 'bob', state: 'CHANGES_REQUESTED' })
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated' })
  })

  test('closed means no, unless a person asks again', async () => {
    pull().close('bob')
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'declined', number: 1, writes: 0 })
    at.showcase.deleteBranch(branch)
    expect(await at.publish()).toMatchObject({ outcome: 'declined', writes: 0 })
    expect(await at.publish({ again: true })).toMatchObject({ outcome: 'created', number: 2, writes: 2 })
    expect(await at.publish()).toMatchObject({ outcome: 'unchanged', number: 2 })
  })

  test('merged is published', async () => {
    pull().data.draft = false
    pull().merge('squash')
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'published', number: 1, writes: 0 })
  })
})

describe("a person's edits", () => {
  beforeEach(async () => {
    await at.publish()
  })

  test('stay, the rest is updated, and what was held back is offered in one comment', async () => {
    edit(page, draft('61').replace('A get takes 61 ns instead of 182 ns.', 'We measured 61 ns on our own machine.'))
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', offers: 1, requests: 4, writes: 2 })
    expect(text()).toBe(draft('59').replace('A get takes 59 ns instead of 182 ns.', 'We measured 61 ns on our own machine.'))
    const [comment, ...more] = pull().data.comments
    expect(comment?.body).toContain('**the lead**\n\n```markdown\nA get takes 59 ns instead of 182 ns.\n```')
    expect(more).toEqual([])

    await at.publish({ files: filesOf('57') })
    expect(pull().data.comments.map(({ body }) => body)).toEqual([expect.stringContaining('A get takes 57 ns')])
    expect(text()).toContain('We measured 61 ns on our own machine.')
    expect(await at.publish({ files: filesOf('57') })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('are said once more in the one comment when nothing is held back any more', async () => {
    const mine = (figure: string) => draft(figure).replace('A get takes 61 ns instead of 182 ns.', 'We measured 61 ns on our own machine.')
    const comments = () => pull().data.comments.map(({ body }) => body)
    edit(page, mine('61').replace('one lock.', 'one lock, every night.'))
    edit(`${folder}/chart.svg`, '<svg>mine</svg>\n')
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ offers: 2 })
    // Still held back: the next run says so, and writes nothing.
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'unchanged', offers: 2, writes: 0 })
    // Another place is held back too: the comment has both.
    const other = filesOf('59').map((file) =>
      file.path === 'index.md' ? { ...file, content: draft('59').replace('one lock', 'two locks') } : file,
    )
    expect(await at.publish({ files: other })).toMatchObject({ offers: 3, writes: 2 })
    expect(comments()).toEqual([expect.stringMatching(/A get takes 59 ns[\s\S]*waits for two locks\.[\s\S]*`chart\.svg`/)])
    // A person takes over what was offered.
    edit(page, draft('59').replace('one lock', 'two locks'))
    edit(`${folder}/chart.svg`, '<svg><title>59</title></svg>\n')
    expect(await at.publish({ files: other })).toMatchObject({ outcome: 'updated', offers: 0, writes: 1 })
    expect(comments()).toEqual([expect.stringContaining('Nothing is held back any more')])
    expect(await at.publish({ files: other })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('too long for one comment are counted, and stay counted', async () => {
    const blocks = (word: string) =>
      Array.from({ length: 90 }, (_, i) => `Paragraph ${i} ${word} ${'of the same long words '.repeat(40)}${i}.`)
    const long = (word: string) => [{ path: 'index.md', content: `${draft('61')}\n${blocks(word).join('\n\n')}\n` }]
    await at.publish({ files: long('says') })
    edit(page, (text() ?? '').replaceAll(' says ', ' we say '))
    const { offers } = await at.publish({ files: long('tells') })
    expect(offers).toBe(90)
    expect(pull().data.comments[0]?.body).toMatch(/\d+ more do not fit in here\./)
    expect(pull().data.comments[0]?.body.length).toBeLessThan(65_536)
    expect(await at.publish({ files: long('tells') })).toMatchObject({ outcome: 'unchanged', offers: 90, writes: 0 })
  })

  test('of other files stay too, and are named', async () => {
    edit(`${folder}/chart.svg`, '<svg>mine</svg>\n')
    edit(`${folder}/data/measurements.csv`, null)
    edit(`${folder}/photo.txt`, 'mine\n')
    await at.publish({ files: filesOf('59') })
    expect(text(`${folder}/chart.svg`)).toBe('<svg>mine</svg>\n')
    expect(text(`${folder}/data/measurements.csv`)).toBeNull()
    expect(text(`${folder}/photo.txt`)).toBe('mine\n')
    expect(pull().data.comments[0]?.body).toContain('Not updated, because you edited them: `chart.svg`.')
  })

  test('stay where the commit was amended and pushed with force', async () => {
    const mine = draft('61').replace('one lock.', 'one lock, every night.')
    at.showcase.deleteBranch(branch)
    const all = [...filesOf('61').map(({ path }) => path), '.casewright-draft.json'].map((path) => `${folder}/${path}`)
    const old = Object.fromEntries(all.map((path) => [path, at.showcase.read(path, `${pull().data.head.sha}`)]))
    at.showcase.commit('Draft case study: shard-the-lock', { ...old, [page]: mine }, { branch, author: 'bob' })
    await at.publish({ files: filesOf('59') })
    expect(text()).toBe(draft('59').replace('one lock.', 'one lock, every night.'))
  })

  test('a renamed folder is the new place', async () => {
    const all = [...filesOf('61').map(({ path }) => path), '.casewright-draft.json']
    const moved = all.flatMap((path) => [
      [`${folder}/${path}`, null],
      [`entries/my-slug/${path}`, text(`${folder}/${path}`)],
    ])
    at.showcase.commit('Rename', Object.fromEntries(moved), { branch, author: 'bob' })
    await at.publish({ files: filesOf('59') })
    expect(text('entries/my-slug/index.md')).toBe(draft('59'))
    expect(files(branch).filter((path) => path.startsWith(`${folder}/`))).toEqual([])
  })

  test('a page that was moved alone takes the rest along', async () => {
    at.showcase.commit('Move', { [page]: null, 'entries/my-slug/index.md': text() }, { branch, author: 'bob' })
    await at.publish({ files: filesOf('59') })
    expect(text('entries/my-slug/index.md')).toBe(draft('59'))
    expect(text('entries/my-slug/chart.svg')).toContain('59')
    expect(files(branch).filter((path) => path.startsWith(`${folder}/`))).toEqual([])
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'unchanged' })
  })

  test('a page that was moved alone gets its files anew, and an edited one stays where it was', async () => {
    edit(`${folder}/chart.svg`, '<svg>mine</svg>\n')
    at.showcase.commit('Move', { [page]: null, 'entries/my-slug/index.md': text() }, { branch, author: 'bob' })
    await at.publish({ files: filesOf('59') })
    expect(text('entries/my-slug/chart.svg')).toContain('59')
    expect(files(branch).filter((path) => path.startsWith(`${folder}/`))).toEqual([`${folder}/chart.svg`])
    expect(text(`${folder}/chart.svg`)).toBe('<svg>mine</svg>\n')
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'unchanged', writes: 0 })
  })

  test('a deleted page stays deleted', async () => {
    edit(page, null)
    await at.publish({ files: filesOf('59') })
    expect(text()).toBeNull()
  })

  test('without the record of the last draft nothing of the page is touched', async () => {
    edit(`${folder}/.casewright-draft.json`, null)
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated' })
    expect(text()).toBe(draft('61'))
    expect(pull().data.comments[0]?.body).toContain('A get takes 59 ns')
  })

  test('made between our reading and our writing are seen', async () => {
    const mine = draft('61').replace('one lock.', 'one lock, every night.')
    at.github.fault({ operation: 'createCommitOnBranch', kind: 'call', call: () => edit(page, mine) })
    expect(await at.publish({ files: filesOf('59') })).toMatchObject({ outcome: 'updated', writes: 2 })
    expect(text()).toBe(draft('59').replace('one lock.', 'one lock, every night.'))
  })
})
