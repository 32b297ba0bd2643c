import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Hono } from 'hono'
import { aProgramme } from '../../../test/a-programme.ts'
import { settled } from '../../../test/settled.ts'
import { findJournalHead } from '../../database/seals/journal-export.ts'
import { sealJournal } from '../../database/seals/journal-seal.ts'
import { auditJournal } from '../../journal/audit.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day } from '../../kernel/clock.ts'
import type { Web } from '../http/web.ts'
import { programmeTheme } from '../parts/page/themes.ts'
import { mountSite } from '../site/mount-site.ts'
import { language } from '../words/language.ts'
import { journalTable } from './journal-routes.tsx'

const { ctx, pool, clock, close } = await aProgramme()
after(close)
const app = new Hono<Web>()
app.use(language({ secure: true }))
const look = { theme: programmeTheme, home: '/', nav: () => [] } as const
mountSite(app, { ctx, behindProxy: true }, { table: journalTable, deps: { ctx }, look, door: [] })
const get = async (path: string) => {
  const answer = await app.request(path)
  assert.equal(answer.status, 200)
  return answer.text()
}

async function sealSomething(subject: string): Promise<string> {
  await writeJournal(pool, { actor: 'system:test', requestId: 'r' }, clock.now(), [
    { event: 'person_viewed', subject },
  ])
  await settled(pool)
  await sealJournal(ctx)
  return (await findJournalHead(pool))!.hash
}

test('before anything is sealed the page says so', async () => {
  assert.match(await get('/jurnal'), /Belum ada segel/)
  assert.equal(await get('/jurnal/segel.txt'), '')
})

test('the last seal of each day is there for everybody, as a page and as a file that an audit reads', async () => {
  clock.set('2026-11-23T23:00:00+07:00')
  await sealSomething('early:1')
  clock.set('2026-11-23T23:59:59+07:00')
  const first = await sealSomething('rahasia:1')
  clock.set('2026-11-24T00:00:01+07:00')
  const second = await sealSomething('next:1')
  const page = await get('/jurnal')
  for (const hash of [first, second]) assert.ok(page.includes(hash))
  assert.ok(!page.includes('rahasia'), 'no row is public')
  const file = await get('/jurnal/segel.txt')
  assert.deepEqual(
    file
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([date, , hash]) => [date, hash]),
    [
      ['2026-11-24', second],
      ['2026-11-23', first],
    ],
  )
  const kinds = new Set(
    (await auditJournal(pool, { heads: [first, second] })).findings.map(({ kind }) => kind),
  )
  assert.ok(!kinds.has('journal_broken'))
  clock.advance(100 * day)
  assert.equal(await get('/jurnal/segel.txt'), '', 'what is older is in the hands of those who kept it')
})
