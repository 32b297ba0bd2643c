import { rowsOf } from '../../site/site-table.ts'
import type { Request } from '../shop.ts'
import { shopGuards } from '../shop-guards.ts'
import { assignmentPage, submitWork, workFile } from './assignment-pages.tsx'
import { lessonPage, submitLesson } from './lesson-page.tsx'
import { overviewPage } from './overview-page.tsx'
import { checkPage, questionPage, submitAnswer, submitStart, submitTest, testPage } from './test-pages.tsx'

const { get, post } = rowsOf(shopGuards)

const number = (c: Request, name: string) => Number(c.req.param(name))
const test = (c: Request) => (c.req.param('test') === 'pre' ? 'pre' : 'post')
const scope = (c: Request) => (c.req.param('scope') === 'tpm' ? 'tpm' : 'uk')
const lesson = '/belajar/:no/:lesson{[0-9]{1,4}}'
// Without the group a pattern of the router would match what only begins with its first word.
const quiz = '/belajar/:no/tes/:test{(?:pre|post)}'
const question = `${quiz}/:place{[0-9]{1,3}}`
const assignment = '/belajar/:no/tugas/:scope{(?:tpm|uk)}'

/** The pages where one learns. */
export const learnRoutes = [
  get('/belajar/:no', 'open', overviewPage),
  get(lesson, 'open', (c, shop, order) => lessonPage(c, shop, order, number(c, 'lesson'))),
  post(lesson, 'open', (c, shop, order) => submitLesson(c, shop, order, number(c, 'lesson'))),
  get(quiz, 'open', (c, shop, order) => testPage(c, shop, order, test(c))),
  post(quiz, 'open', (c, shop, order) => submitStart(c, shop, order, test(c))),
  get(question, 'open', (c, shop, order) =>
    questionPage(c, shop, order, test(c), { place: number(c, 'place') }),
  ),
  post(question, 'open', (c, shop, order) => submitAnswer(c, shop, order, test(c), number(c, 'place'))),
  get(`${quiz}/periksa`, 'open', (c, shop, order) => checkPage(c, shop, order, test(c))),
  post(`${quiz}/kumpulkan`, 'open', (c, shop, order) => submitTest(c, shop, order, test(c))),
  get(assignment, 'open', (c, shop, order) => assignmentPage(c, shop, order, scope(c))),
  post(assignment, 'open', (c, shop, order) => submitWork(c, shop, order, scope(c))),
  get(`${assignment}/berkas/:id{[0-9]{1,15}}`, 'open', (c, shop, order) =>
    workFile(c, shop, order, number(c, 'id')),
  ),
]
