import type { Context } from 'hono'
import type { Language } from '../../kernel/wib.ts'
import { rulesToday } from '../../registration/registrations.ts'
import { type Journey, type JourneyStep, wordsOf } from '../../storefronts/journey.ts'
import { journeyOf, journeys } from '../../storefronts/journeys.ts'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { showPage } from '../site/show-page.tsx'
import { path } from '../storefront/shop.ts'
import { tutorialOf } from '../words/tutorial.ts'
import { infoPage, Questions } from './front/info-page.tsx'
import { Items } from './front/info-pages.tsx'
import { tutorialHelpWords } from './front/tutorial-help-words.ts'
import { words } from './portal-words.ts'
import type { RegisterDeps } from './register/visitor.tsx'
import { tutorialPicture, tutorialPictureSize } from './tutorial-pictures.ts'

/**
 * `/perjalanan`: how to buy at every storefront, in words; below it, for developers, the steps side by side. Both are
 * told from the data that the engine walks.
 */
export function journeysPage(c: Context<Web>): Response {
  const said = words[c.get('language')]
  const longest = Math.max(...journeys.map(({ steps }) => steps.length))
  return showPage(
    c,
    { title: said.journeys, width: 'full', scripted: false, indexed: true },
    <>
      <p class="lead">{said.journeysLead}</p>
      <Questions language={c.get('language')} path={c.req.path} />
      <div class="halves">
        {journeys.map((journey) => (
          <section class="stack measure">
            <h2>{said.howToAt(journey.name)}</h2>
            <ol class="list">
              {tutorialOf(journey, c.get('language')).map(({ says }) => (
                <li>{says}</li>
              ))}
            </ol>
            <p>
              <a href={`/cara-beli/${journey.id}`}>
                {said.inDetail}
                <span class="hidden">: {said.howToAt(journey.name)}</span>
              </a>
            </p>
          </section>
        ))}
      </div>
      <h2>{said.forDevelopers}</h2>
      <p>{said.forDevelopersText}</p>
      <parts.Table
        caption={said.forDevelopers}
        captionHidden
        columns={[{ label: said.step }, ...journeys.map(({ name }) => ({ label: name }))]}
        rows={Array.from({ length: longest }, (_, index) => [
          String(index + 1),
          ...journeys.map((journey) => stepCell(journey, index)),
        ])}
      />
    </>,
  )
}

function stepCell(journey: Journey, index: number) {
  const step = journey.steps[index]
  if (!step) return ''
  return (
    <>
      {wordsOf(step).join(' / ')}
      <br />
      <span class="small muted">{[step.step, ...(step.effects ?? [])].join(' · ')}</span>
    </>
  )
}

/** The page on which a step is taken, where it was pictured; they are pages in Indonesian. */
function StepPicture(props: { journey: Journey; step: JourneyStep; language: Language }) {
  const { journey, step, language } = props
  const src = tutorialPicture(journey.id, step.step)
  if (!src) return ''
  const alt = tutorialHelpWords[language].picture(journey.name, step.labels.at(-1) ?? step.title ?? '')
  return (
    <img src={src} alt={alt} loading="lazy" decoding="async" {...tutorialPictureSize} class="page-picture" />
  )
}

/** `/cara-beli/:storefront`: the tutorial of one storefront, with what to have at hand and what to do when something sticks. */
export async function tutorialPage(c: Context<Web>, { registrations }: RegisterDeps): Promise<Response> {
  const journey = journeyOf(c.req.param('storefront') ?? '')
  if (!journey) return errorPage(c, 404)
  const language = c.get('language')
  const said = words[language]
  const help = tutorialHelpWords[language]
  const { otp } = await rulesToday(registrations.ctx)
  return infoPage(
    c,
    { title: said.howToAt(journey.name) },
    <>
      <h2>{help.ready}</h2>
      <Items items={help.readyItems.split('|')} />
      <h2>{help.steps}</h2>
      <ol class="list">
        {tutorialOf(journey, language).map(({ says, happens, step }) => (
          <li>
            {says}
            {happens.length > 0 ? <p class="small muted">{happens.join(' ')}</p> : ''}
            <StepPicture journey={journey} step={step} language={language} />
          </li>
        ))}
      </ol>
      <h2>{help.stuck}</h2>
      <Items
        items={[
          help.late(otp.gapsSeconds[0] ?? 0),
          help.old(Math.floor(otp.validSeconds / 60)),
          help.wrong(otp.triesPerPurchase),
          help.broken,
        ]}
      />
      <parts.Buttons>
        <parts.LinkButton href={path({ journey })}>{said.open(journey.name)}</parts.LinkButton>
        <parts.LinkButton look="second" href="/perjalanan">
          {said.journeys}
        </parts.LinkButton>
      </parts.Buttons>
    </>,
  )
}
