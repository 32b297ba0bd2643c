import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import type { Web } from '../../http/web.ts'
import type { Link } from '../../site/link.ts'
import { type PageFacts, showPage } from '../../site/show-page.tsx'
import { infoWords } from './info-words.ts'

/** What a newcomer asks, in the order in which it is asked, and the page that answers. */
const questions = [
  ['eligible', '/cek-dulu'],
  ['when', '/jadwal'],
  ['get', '/manfaat'],
  ['buy', '/perjalanan'],
  ['missed', '/batas-waktu'],
  ['answers', '/tanya-jawab'],
  ['news', '/pengumuman'],
  ['help', '/bantuan'],
] as const satisfies readonly (readonly [keyof (typeof infoWords)['id']['questions'], Link])[]

/** The ways to all answers, that of this page marked. */
export function Questions({ language, path }: { language: Language; path?: string }) {
  const said = infoWords[language]
  return (
    <nav aria-label={said.about}>
      <ul class="chips even">
        {questions.map(([name, href]) => (
          <li>
            <a
              class={href === path ? 'chip chosen' : 'chip'}
              href={href}
              aria-current={href === path ? 'page' : undefined}
            >
              {said.questions[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A page that tells of the programme: what it says, and at its side the ways to the other answers. */
export function infoPage(c: Context<Web>, facts: PageFacts, content: Child): Response {
  const language = c.get('language')
  return showPage(
    c,
    { width: 'full', scripted: false, indexed: true, ...facts },
    <div class="two">
      <div class="flow measure">{content}</div>
      <div class="side flow">
        <h2>{infoWords[language].about}</h2>
        <Questions language={language} path={c.req.path} />
      </div>
    </div>,
  )
}
