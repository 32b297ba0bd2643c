import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDay, type Language } from '../../../kernel/wib.ts'
import type { CalendarWave } from '../../../waves/wave-calendar.ts'
import type { YearRules } from '../../../years/year-rules.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import type { Link } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import type { RegisterDeps } from '../register/visitor.tsx'
import { Storefronts } from '../storefront-tiles.tsx'
import { announcementNotices } from './announcement-notices.tsx'
import { rulesInWords } from './eligibility-page.tsx'
import { frontWords } from './front-words.ts'
import { Questions } from './info-page.tsx'
import { benefits, Items, joining } from './info-pages.tsx'
import { programmeFacts } from './programme-facts.ts'
import { WaveState, waveName } from './wave-state.tsx'

/** `/`, and `/program` where `/` is the demo's: what the programme is, for who comes for the first time. */
export async function frontPage(c: Context<Web>, { registrations }: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = frontWords[language]
  const { year, waves } = await programmeFacts(registrations.ctx)
  const lead = year ? said.lead(formatRupiah(year.rules.grantRupiah)) : said.leadPlain
  return showPage(
    c,
    { title: said.title, description: lead, width: 'full', scripted: false, indexed: true },
    <>
      <div class="two front">
        <div class="flow">
          <p class="lead">{lead}</p>
          <parts.Buttons>
            <parts.LinkButton href="/daftar">{said.register}</parts.LinkButton>
            <parts.LinkButton look="second" href="/cek-dulu">
              {said.check}
            </parts.LinkButton>
          </parts.Buttons>
        </div>
        <WaveNow waves={waves} language={language} />
      </div>
      {await announcementNotices(registrations.ctx, 'front', language)}
      {year ? <Glance rules={year.rules} language={language} /> : ''}
      <h2>{said.how}</h2>
      <ol class="way">
        <li>{said.steps.join}</li>
        <li>
          <span>
            {said.steps.draw} <a href="/undian">{said.draws}</a>
          </span>
        </li>
        <li>{said.steps.buy}</li>
        <li>{said.steps.learn}</li>
      </ol>
      <h2>{said.shops}</h2>
      <Storefronts
        language={language}
        brief
        after={{ href: '/perjalanan', label: said.allShops, line: said.allShopsLine }}
      />
      <h2>{said.more}</h2>
      <Questions language={language} />
    </>,
  )
}

/** The open waves, or else that none is and which comes next. */
function WaveNow({ waves, language }: { waves: readonly CalendarWave[]; language: Language }) {
  const said = frontWords[language]
  const open = waves.filter(({ status }) => status === 'open')
  const shown = open.length > 0 ? open : waves.filter(({ status }) => status === 'planned').slice(0, 1)
  const seats = new Intl.NumberFormat(language)
  return (
    <section class="panel stack" aria-labelledby="gelombang">
      <h2 id="gelombang">{open.length > 0 ? said.now : said.noWave}</h2>
      {shown.map((wave) => (
        <div>
          <p class="row">
            <b>{waveName(wave, language)}</b> <WaveState wave={wave} language={language} />
          </p>
          <p class="small">{joining(wave, language).join('. ')}</p>
          <p class="small muted">{said.seats(seats.format(wave.quota))}</p>
        </div>
      ))}
      <p>
        <a href="/jadwal">{said.calendar}</a>
      </p>
    </section>
  )
}

/** Who, what and until when, side by side where there is room. */
function Glance({ rules, language }: { rules: YearRules; language: Language }) {
  const said = frontWords[language]
  return (
    <div class="thirds">
      <Panel title={said.who} href="/cek-dulu" link={said.whoLink}>
        <Items items={rulesInWords(rules, language)} />
      </Panel>
      <Panel title={said.get} href="/manfaat" link={said.getLink}>
        <Items items={benefits(rules, language).slice(0, 4)} />
      </Panel>
      <Panel title={said.missed} href="/batas-waktu" link={said.missedLink}>
        <p>{said.missedText(rules.firstPurchaseWithinDays)}</p>
        <p>{said.usable(formatDay(rules.usableUntil, language))}</p>
      </Panel>
    </div>
  )
}

function Panel(props: { title: string; href: Link; link: string; children: Child }) {
  return (
    <section class="stack">
      <h2>{props.title}</h2>
      {props.children}
      <p>
        <a href={props.href}>{props.link}</a>
      </p>
    </section>
  )
}
