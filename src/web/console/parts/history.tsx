import type { FactKey } from '../../../journal/facts.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { type Happened, historyOf, historyOfCard } from '../../../staff/history.ts'
import * as parts from '../../parts/parts.ts'
import { dictionary } from '../../words/dictionary.ts'
import { eventWord, reasonWord } from '../../words/events.ts'
import { factLines } from '../../words/facts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { namesIn } from '../page.tsx'

const onPage = 50

export const historyWords = dictionary({
  id: {
    history: 'Riwayat',
    nothing: 'Belum ada yang terjadi.',
    at: 'Kapan',
    what: 'Apa',
    who: 'Oleh',
    why: 'Alasan',
    facts: 'Rincian',
  },
  en: {
    history: 'History',
    nothing: 'Nothing has happened yet.',
    at: 'When',
    what: 'What',
    who: 'By',
    why: 'Reason',
    facts: 'Details',
  },
})

/** What the journal says of some things, the newest first, with who did it. `without`: facts that the page shows by itself. */
export async function historyTable(
  request: ConsoleRequest,
  subjects: readonly string[],
  without: readonly FactKey[] = [],
) {
  return tableOf(request, await historyOf(request.ctx.db, subjects, onPage), without)
}

/** The same of one thing of a card: a purchase, a certificate. */
export async function cardHistoryTable(request: ConsoleRequest, cardId: string, subject: string) {
  return tableOf(request, await historyOfCard(request.ctx.db, cardId, subject, onPage), [])
}

function tableOf({ language }: ConsoleRequest, happened: readonly Happened[], without: readonly FactKey[]) {
  const said = historyWords[language]
  const name = namesIn(happened, language)
  if (happened.length === 0)
    return (
      <section class="stack">
        <h2>{said.history}</h2>
        <p class="muted">{said.nothing}</p>
      </section>
    )
  return (
    <parts.Table
      caption={said.history}
      history
      columns={[said.at, said.what, said.who, said.why, said.facts].map((label) => ({ label }))}
      rows={happened.map((one) => [
        formatInstant(one.at, language),
        eventWord(one.act, language),
        name(one.actor),
        one.reason ? reasonWord(one.reason, language) : <span class="none">-</span>,
        <span class="small">{factsOf(one, without, language)}</span>,
      ])}
    />
  )
}

function factsOf(
  { facts }: Happened,
  without: readonly string[],
  language: ConsoleRequest['language'],
): string {
  const shown = Object.entries(facts).filter(([key]) => !without.includes(key))
  return factLines(Object.fromEntries(shown), language)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}
