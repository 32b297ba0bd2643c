import type { Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { institutionPortalWords } from '../institution-portal-words.ts'

/** The way to the screen of a class, on which its participants scan that they are there. */
export function OpenSession({ scheduleId, language }: { scheduleId: number; language: Language }) {
  const said = institutionPortalWords[language]
  return (
    <section class="panel stack">
      <h2>{said.openSession}</h2>
      <p>{said.openSessionLead}</p>
      <form method="get" action={`/mitra/jadwal/${scheduleId}/kehadiran`} class="form" novalidate>
        <parts.Field
          name="sesi"
          label={said.session}
          hint={said.sessionHint}
          inputmode="numeric"
          maxlength={3}
          short
          value="1"
        />
        <button type="submit" class="button">
          {said.show}
        </button>
      </form>
    </section>
  )
}
