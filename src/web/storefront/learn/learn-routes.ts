import type { Hono } from 'hono'
import type { Web } from '../../http/web.ts'
import type { Request, Shop } from '../shop.ts'
import { assignmentPage, takeWork, workFile } from './assignment-pages.tsx'
import { lessonPage, takeLesson } from './lesson-page.tsx'
import { overviewPage } from './overview-page.tsx'
import type { PaidOrder } from './paid-order.ts'
import { checkPage, questionPage, takeAnswer, takeStart, takeTest, testPage } from './test-pages.tsx'

type WithOpen = (c: Request, shop: Shop, work: (order: PaidOrder) => Promise<Response>) => Promise<Response>

/** The pages where one learns; `withOpen` lets in whose training is open. */
export function addLearnRoutes(routes: Hono<Web>, shop: Shop, withOpen: WithOpen): void {
  const number = (c: Request, name: string) => Number(c.req.param(name))
  const test = (c: Request) => (c.req.param('test') === 'pre' ? 'pre' : 'post')
  const scope = (c: Request) => (c.req.param('scope') === 'tpm' ? 'tpm' : 'uk')
  const lesson = '/belajar/:no/:lesson{[0-9]{1,4}}'
  routes.get('/belajar/:no', (c) => withOpen(c, shop, (order) => overviewPage(c, shop, order)))
  routes.get(lesson, (c) => withOpen(c, shop, (order) => lessonPage(c, shop, order, number(c, 'lesson'))))
  routes.post(lesson, (c) => withOpen(c, shop, (order) => takeLesson(c, shop, order, number(c, 'lesson'))))

  // Without the group a pattern of the router would match what only begins with its first word.
  const quiz = '/belajar/:no/tes/:test{(?:pre|post)}'
  const question = `${quiz}/:place{[0-9]{1,3}}`
  routes.get(quiz, (c) => withOpen(c, shop, (order) => testPage(c, shop, order, test(c))))
  routes.post(quiz, (c) => withOpen(c, shop, (order) => takeStart(c, shop, order, test(c))))
  routes.get(question, (c) =>
    withOpen(c, shop, (order) => questionPage(c, shop, order, test(c), number(c, 'place'))),
  )
  routes.post(question, (c) =>
    withOpen(c, shop, (order) => takeAnswer(c, shop, order, test(c), number(c, 'place'))),
  )
  routes.get(`${quiz}/periksa`, (c) => withOpen(c, shop, (order) => checkPage(c, shop, order, test(c))))
  routes.post(`${quiz}/kumpulkan`, (c) => withOpen(c, shop, (order) => takeTest(c, shop, order, test(c))))

  const assignment = '/belajar/:no/tugas/:scope{(?:tpm|uk)}'
  routes.get(assignment, (c) => withOpen(c, shop, (order) => assignmentPage(c, shop, order, scope(c))))
  routes.post(assignment, (c) => withOpen(c, shop, (order) => takeWork(c, shop, order, scope(c))))
  routes.get(`${assignment}/berkas/:id{[0-9]{1,15}}`, (c) =>
    withOpen(c, shop, (order) => workFile(c, shop, order, number(c, 'id'))),
  )
}
