import { appealRules } from '../../appeals/rules.ts'
import type { CardFacts } from '../../card/card-facts.ts'
import type { Revocation } from '../../deadlines/revocation.ts'
import { endOfTerm, formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import * as parts from '../parts/parts.ts'
import { words as appealWords } from './home/appeal-words.ts'
import { words } from './trouble-words.ts'

interface Troubled {
  readonly facts: CardFacts
  readonly revocation: Revocation | undefined
  readonly now: Date
  readonly language: Language
}

/** What keeps a card from being used, why, and what its holder can do about it; draws nothing otherwise. */
export function Troubles({ facts, revocation, now, language }: Troubled) {
  if (revocation) return <Revoked revocation={revocation} now={now} language={language} />
  const trouble = troubleOf(facts)
  if (!trouble) return null
  const said = words[language]
  const { title, text, about } = said[trouble]
  return (
    <parts.Notice tone="error" title={title}>
      <p>{text}</p>
      {trouble === 'suspended' ? (
        <p>{said.answered(formatDeadline(endOfTerm(now, appealRules.days), language))}</p>
      ) : (
        ''
      )}
      {about ? (
        <p>
          <a href={`/keberatan?tentang=${about}`}>{said.appeal}</a>
        </p>
      ) : (
        ''
      )}
    </parts.Notice>
  )
}

function troubleOf(facts: CardFacts): 'passed' | 'suspended' | 'locked' | undefined {
  if (facts.status === 'suspended') return 'suspended'
  if (facts.deadlinePassed && !facts.firstPaidAt) return 'passed'
  return facts.lockedToday ? 'locked' : undefined
}

function Revoked(props: { revocation: Revocation; now: Date; language: Language }) {
  const { language, now } = props
  const { because, since, correctBefore, appeal } = props.revocation
  const said = words[language].revoked
  const late = correctBefore <= now
  return (
    <parts.Notice tone="error" title={said.title}>
      <parts.SummaryList
        rows={[
          {
            label: said.because,
            value: because ? said.reasons[because](formatDeadline(since, language)) : said.otherReason,
          },
          { label: said.since, value: formatInstant(since, language) },
          { label: said.means, value: said.meansText },
          {
            label: said.until,
            value: (late ? said.untilPassed : said.untilText)(formatDeadline(correctBefore, language)),
          },
          ...(appeal ? [{ label: said.yours, value: stateOf(appeal, now, language) }] : []),
        ]}
      />
    </parts.Notice>
  )
}

function stateOf(appeal: NonNullable<Revocation['appeal']>, now: Date, language: Language) {
  const said = appealWords[language]
  if (appeal.answer && appeal.answeredAt)
    return `${appeal.reference}: ${said[appeal.answer]}. ${said.answered(formatInstant(appeal.answeredAt, language))}`
  if (appeal.answerBefore <= now) return `${appeal.reference}: ${said.late}`
  return `${appeal.reference}: ${said.waits(formatDeadline(appeal.answerBefore, language))}`
}
