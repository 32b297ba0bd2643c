import type { Context } from 'hono'
import { journeys } from '../../../storefronts/journeys.ts'
import { show, viewOf } from '../../http/site.ts'
import type { Web } from '../../http/web.ts'
import { Page } from '../../parts/page/page.tsx'
import { programmeTheme, themeOf } from '../../parts/page/themes.ts'
import type { View } from '../../parts/view.ts'
import type { DemoDeps } from '../demo-deps.ts'
import { FailedForm } from './failed-form.tsx'
import { type PartGroup, type PartRule, partGroups, partRules } from './part-rules.ts'
import { partsWords } from './parts-words.ts'
import { nowhere, samplesOf } from './samples.tsx'
import { Tokens } from './tokens.tsx'

/**
 * `/dev/parts`: what all pages are composed of, each part drawn by its own component beside what it is for, in the look
 * of any site (`?site=pijar`). docs/design.md tells the same from the same rules.
 */
export function partsPage(c: Context<Web>, { clock }: Pick<DemoDeps, 'clock'>): Response {
  const view = dressed(c)
  return show(c, <PartsPage view={view} now={clock.now()} />)
}

/** `/dev/parts/form`: a step of a purchase whose answers are wrong. */
export function failedFormPage(c: Context<Web>): Response {
  return show(c, <FailedForm view={dressed(c)} />)
}

/** The view of this request in the look that was asked for; the headers then let its style through. */
function dressed(c: Context<Web>): View {
  const site = c.get('site')
  const theme = themeOf(c.req.query('site') ?? '')
  if (site) c.set('site', { ...site, theme })
  // Its forms lead nowhere: they need no session.
  return { ...viewOf(c), csrf: () => '' }
}

/** All parts, one below the other. */
export function PartsPage({ view, now }: { view: View; now: Date }) {
  const said = partsWords[view.language]
  const rules = partRules(view.language)
  const samples = samplesOf(now)
  return (
    <Page view={view} title={said.title} width="full">
      <h1>{said.title}</h1>
      <p class="lead measure">{said.lead}</p>
      <ul class="chips">
        {[programmeTheme, ...journeys.map(({ id }) => themeOf(id))].map(({ id, name }) => (
          <li>
            <a
              class={id === view.theme.id ? 'chip chosen' : 'chip'}
              href={`${nowhere}?site=${id}`}
              aria-current={id === view.theme.id ? 'true' : undefined}
            >
              <span class="hidden">{said.look} </span>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/dev/parts/form?site=${view.theme.id}`}>{said.form}</a>
      </p>
      <Tokens language={view.language} />
      {(Object.keys(partGroups) as PartGroup[]).map((group) => (
        <section class="flow" id={`group-${group}`}>
          <h2>{said.groups[group]}</h2>
          {partGroups[group].map((name) => (
            <section class="two">
              <div id={`part-${name}`}>{samples[name]()}</div>
              <Rule rule={rules.find((one) => one.name === name)!} said={said} />
            </section>
          ))}
        </section>
      ))}
    </Page>
  )
}

function Rule({ rule, said }: { rule: PartRule; said: (typeof partsWords)['id'] }) {
  return (
    <div class="side stack small">
      <h3>
        <code>{rule.name}</code>
      </h3>
      <p>
        {said.use}: {rule.use}
      </p>
      <p>
        <b>{said.good}:</b> {rule.good}
      </p>
      <p>
        <b>{said.bad}:</b> {rule.bad}
      </p>
    </div>
  )
}
