import { formatInstant, type Language } from '../../../kernel/wib.ts'
import type { SummaryRow } from '../../parts/parts.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { Session } from './session.ts'

export const words = dictionary({
  id: {
    unknown: 'Perangkat tak dikenal',
    here: 'Perangkat ini',
    since: (at: string) => `masuk sejak ${at}`,
    seen: (at: string) => `terakhir dipakai ${at}`,
  },
  en: {
    unknown: 'Unknown device',
    here: 'This device',
    since: (at) => `logged in since ${at}`,
    seen: (at) => `last used ${at}`,
  },
})

/** The devices somebody is logged in on: those of one kind are numbered, and each says since when and when last. */
export function deviceRows(
  sessions: readonly Session[],
  here: Buffer | undefined,
  language: Language,
): SummaryRow[] {
  const said = words[language]
  const nameOf = ({ device }: Session) => device || said.unknown
  return sessions.map((session, index) => {
    const name = nameOf(session)
    const alike = sessions.filter((other) => nameOf(other) === name).length
    const number = sessions.slice(0, index + 1).filter((other) => nameOf(other) === name).length
    const since = said.since(formatInstant(session.createdAt, language))
    return {
      label: alike > 1 ? `${name} (${number})` : name,
      value: here?.equals(session.tokenHash)
        ? `${said.here}, ${since}`
        : `${said.seen(formatInstant(session.seenAt, language))}, ${since}`,
    }
  })
}
