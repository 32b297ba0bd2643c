import type { Language } from '../../../kernel/wib.ts'
import { guideWords } from '../../guide/guide-words.ts'
import * as parts from '../../parts/parts.ts'
import { words } from './home-words.ts'

/** The ways to everything about the account itself. */
export function AccountLinks({ language, person }: { language: Language; person?: boolean }) {
  const said = words[language]
  return (
    <section class="stack">
      <h2>{said.more}</h2>
      <ul class="list">
        <li>
          <a href="/data-saya">{said.data}</a>
        </li>
        {person ? (
          <>
            <li>
              <a href="/rekening">{said.payoutAccount}</a>
            </li>
            <li>
              <a href="/pesan-saya">{said.messages}</a>
            </li>
            <li>
              <a href="/ganti-hp">{said.changePhone}</a>
            </li>
          </>
        ) : (
          ''
        )}
        <li>
          <a href="/keberatan">{said.appeals}</a>
        </li>
        <li>
          <a href="/keberatan?tentang=complaint">{said.complaint}</a>
        </li>
        <li>
          <a href="/panduan/peserta">{guideWords[language].title}</a>
        </li>
      </ul>
      <parts.Form action="/keluar" plain>
        <parts.Button look="second">{said.logOut}</parts.Button>
      </parts.Form>
    </section>
  )
}
