/** The steps of the demonstration: what people do, and what must be true in GitHub's state then. Every line is read from it. */
import type { RealApp } from '../../test/e2e/real-app.ts'
import {
  answer,
  correctAnswer,
  corrected,
  editFirstSentence,
  pageOf,
  type Ringcache,
  sentence,
  shardTheLock,
} from '../../test/e2e/ringcache.ts'
import type { PullHandle } from '../../test/github/seed/pull.ts'
import { check, configOf, lineWith, questions, shared, signed, there } from './state.ts'

export interface Step {
  /** What a person does, in a sentence. */
  people: string
  act(): void
  /** What the App made of it; throws, in a sentence, where that is not so. */
  sees(): string[]
  /** The page to look at, below the address of the pages. */
  link(): string
}

/** From the installation to the signed page. */
export function wholeWay({ app }: RealApp, story: Ringcache): Step[] {
  const { source, showcase } = story
  let pull: PullHandle | null = null
  const change = () => there(pull, 'Nobody opened a pull request')
  const draft = () =>
    there(showcase.data.pulls.size > 0 ? showcase.existingPullRequest(1) : null, `The App opened no draft in ${showcase.name}`)
  const draftPage = () => `/${showcase.name}/pull/${draft().number}`
  const text = () => showcase.read(pageOf(story, draft()), draft().data.head.ref) ?? ''
  return [
    {
      people: `Ada installs the App on ${source.name}, where one line of configuration is: ${configOf(source)}`,
      act: () => void app.install('example', { told: true }),
      sees: () => [`It opens an issue: ${there([...source.data.issues.values()][0], 'The App opened no issue').title}`],
      link: () => `/${source.name}/issues/${[...source.data.issues.keys()][0]}`,
    },
    {
      people: 'Ada opens a pull request with the label case-study; its benchmarks ran before and after the change',
      act: () => {
        pull = shardTheLock(story)
      },
      sees: () => [check(source, change(), 'preview', 'neutral')],
      link: () => `/${source.name}/pull/${change().number}`,
    },
    {
      people: 'Ada merges it',
      act: () => void change().merge('squash'),
      sees: () => [
        `It drafts a page and opens a pull request in ${showcase.name}: ${draft().data.title}`,
        ...questions(draft()).map((question) => `It asks: ${question}`),
        check(showcase, draft(), 'evidence', 'success'),
        check(showcase, draft(), 'sign-off', 'action_required'),
      ],
      link: draftPage,
    },
    {
      people: `Bob comments: /casewright answer 1 ${answer}`,
      act: () => draft().comment(`/casewright answer 1 ${answer}`, 'bob'),
      sees: () => [
        `It writes into the page: ${lineWith(text(), answer, 'The answer is not in the page')}`,
        `Questions left: ${questions(draft()).length}`,
      ],
      link: draftPage,
    },
    {
      people: 'Bob writes the first sentence of the page himself, on the branch of the draft',
      act: () => editFirstSentence(story, draft()),
      sees: () => [
        `The page begins: ${lineWith(text(), sentence, 'The sentence is not in the page')}`,
        check(showcase, draft(), 'evidence', 'success'),
      ],
      link: draftPage,
    },
    {
      people: 'Bob corrects his answer, and comments: /casewright redraft',
      act: () => {
        correctAnswer(draft())
        draft().comment('/casewright redraft', 'bob')
      },
      sees: () => [
        `It takes the correction: ${lineWith(text(), corrected, 'The corrected answer is not in the page')}`,
        `It keeps what Bob wrote: ${lineWith(text(), sentence, 'The sentence that Bob wrote was lost').slice(0, sentence.length)}`,
      ],
      link: draftPage,
    },
    {
      people: 'Bob approves, and thereby signs',
      act: () => void draft().review({ author: 'bob', state: 'APPROVED' }),
      sees: () => [check(showcase, draft(), 'sign-off', 'success')],
      link: draftPage,
    },
    {
      people: 'Bob merges it: the page is published',
      act: () => void draft().merge('merge', 'bob'),
      sees: () => [...signed(story, draft()), shared(draft())],
      link: () => `/${showcase.name}/blob/${showcase.data.defaultBranch}/${pageOf(story, draft())}`,
    },
  ]
}
