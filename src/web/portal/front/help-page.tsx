import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import type { Link } from '../../site/link.ts'
import type { RegisterDeps } from '../register/visitor.tsx'
import { helpWords } from './help-words.ts'
import { infoPage } from './info-page.tsx'
import { Items } from './info-pages.tsx'

/** `/bantuan`: how to tell fakes, what to do then, and where to ask for help; complaints and appeals open a case. */
export function helpPage(c: Context<Web>, { registrations }: RegisterDeps): Response {
  const said = helpWords[c.get('language')]
  const ways: readonly (readonly [string, Link, string])[] = [
    [said.often, '/tanya-jawab', said.oftenWay],
    [said.howTo, '/panduan/peserta', said.howToWay],
    [said.noAccount, '/hubungi-kami', said.noAccountWay],
    [said.logIn, '/masuk', said.logInWay],
    [said.question, '/keberatan?tentang=complaint', said.questionWay],
    [said.decision, '/keberatan', said.decisionWay],
    [said.fraud, '/lapor-kecurangan', said.report],
    [said.certificate, '/verifikasi', said.certificateWay],
    [said.news, '/pengumuman', said.newsWay],
  ]
  return infoPage(
    c,
    { title: said.title, description: said.lead },
    <>
      <p class="lead">{said.lead}</p>
      <h2>{said.help}</h2>
      <parts.SummaryList
        rows={ways.map(([label, href, way]): { label: string; value: Child } => ({
          label,
          value: <a href={href}>{way}</a>,
        }))}
      />
      <p>{said.answered}</p>
      <h2>{said.fakes}</h2>
      <Items items={said.signs.split('|')} />
      <p>{said.real(registrations.domain)}</p>
      <h2>{said.happened}</h2>
      <p>{said.happenedText}</p>
      <p>
        <a href="/lapor-kecurangan">{said.report}</a>
      </p>
    </>,
  )
}
