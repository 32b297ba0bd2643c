import { type Happened, historyOf, historyOfCard } from '../../../journal/history.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { dictionary } from '../../words/dictionary.ts'
import { eventWord, reasonWord } from '../../words/events.ts'
import { factLines } from '../../words/facts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { actorNames } from '../page.tsx'

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

/** What the journal says of some things, the newest first, with who did it. */
export async function historyTable(request: ConsoleRequest, subjects: readonly string[]) {
  return tableOf(request, await historyOf(request.ctx.db, subjects, onPage))
}

/** The same of one thing of a card: a purchase, a certificate. */
export async function cardHistoryTable(request: ConsoleRequest, cardId: string, subject: string) {
  return tableOf(request, await historyOfCard(request.ctx.db, cardId, subject, onPage))
}

async function tableOf(request: ConsoleRequest, happened: readonly Happened[]) {
  const { language } = request
  const said = historyWords[language]
  const name = await actorNames(
    request,
    happened.map(({ actor }) => actor),
  )
  if (happened.length === 0)
    return (
      <section>
        <h2>{said.history}</h2>
        <p class="muted">{said.nothing}</p>
      </section>
    )
  return (
    <parts.Table
      caption={said.history}
      columns={[said.at, said.what, said.who, said.why, said.facts].map((label) => ({ label }))}
      rows={happened.map((one) => [
        formatInstant(one.at, language),
        eventWord(one.act, language),
        name(one.actor),
        one.reason ? reasonWord(one.reason, language) : '-',
        <span class="small">{factsOf(one, language)}</span>,
      ])}
    />
  )
}

function factsOf({ facts }: Happened, language: ConsoleRequest['language']): string {
  return factLines(facts, language)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}
