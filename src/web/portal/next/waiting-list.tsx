import type { Child } from 'hono/jsx'
import type { Appeal } from '../../../appeals/appeals.ts'
import { day } from '../../../kernel/clock.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import type { NextThing, Unfinished } from './next-rules.ts'
import { nextWords } from './next-words.ts'
import type { PayableAccount } from './payable-account.ts'

/** A bank says within a day as a rule who holds an account; after so many somebody should not wait on. */
const checkedWithinDays = 2

interface Waiting {
  readonly thing: NextThing
  readonly training: Unfinished | undefined
  readonly account: PayableAccount | undefined
  readonly appeals: readonly Appeal[]
  readonly now: Date
  readonly language: Language
}

/** What waits and is not for the holder to do now: for whom, until when at the latest, and what to do then. */
export function WaitingList({ thing, training, account, appeals, now, language }: Waiting) {
  const said = nextWords[language]
  const open = appeals.filter(({ answeredAt }) => !answeredAt)
  const rests = account && account.state !== 'usable'
  const learns = training && !training.own && training.turn && thing.is !== 'wait'
  if (open.length === 0 && !rests && !learns) return null
  const rows = [
    ...(learns ? [{ label: training.course, value: training.turn }] : []),
    ...(rests
      ? [
          {
            label: said.account,
            value: <Line what={accountWaits(account, language)} to="/rekening" link={said.toAccount} />,
          },
        ]
      : []),
    ...open.map(({ reference, answerBefore }) => {
      const date = formatDeadline(answerBefore, language)
      const what = answerBefore <= now ? said.appealLate(date) : said.appealBy(date)
      return {
        label: said.appeal(reference),
        value: <Line what={what} to="/keberatan" link={said.toAppeal} />,
      }
    }),
  ]
  return (
    <section class="stack">
      <h2>{said.waiting}</h2>
      <parts.SummaryList rows={rows} />
    </section>
  )
}

function accountWaits(account: PayableAccount, language: Language): string {
  const said = nextWords[language]
  if (account.state === 'resting' && account.usableFrom)
    return said.accountRests(formatInstant(account.usableFrom, language))
  const latest = new Date(account.askedAt.getTime() + checkedWithinDays * day)
  return said.accountChecked(formatInstant(latest, language))
}

function Line({ what, to, link }: { what: Child; to: Page; link: string }) {
  return (
    <>
      {what} <a href={to}>{link}</a>
    </>
  )
}
