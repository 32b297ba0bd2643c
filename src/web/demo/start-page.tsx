import type { Context } from 'hono'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { Button } from '../parts/forms/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { Page } from '../parts/page/page.tsx'
import { Tiles } from '../parts/tile.tsx'
import type { DemoDeps } from './demo-deps.ts'
import { demoWords } from './demo-words.ts'

/** The first page of the demo: what this is, somebody to be, and where to go. */
export async function startPage(c: Context<Web>, deps: DemoDeps, problem?: 'unknown'): Promise<Response> {
  const language = c.get('language') ?? 'id'
  const words = demoWords[language].start
  const personas = await deps.personas(language)
  return show(
    c,
    <Page view={viewOf(c)} title={words.title} width="full">
      <div class="flow measure">
        <h1>{words.title}</h1>
        {problem ? <Notice tone="error">{words[problem]}</Notice> : ''}
        <p class="lead">{words.lead}</p>
        <p>
          <a href="/program">{words.about}</a> · <a href="/daftar">{words.register}</a> ·{' '}
          <a href="/masuk">{words.logIn}</a>
        </p>
      </div>
      <h2>{words.be}</h2>
      <ul class="grid">
        {personas.map((persona) => (
          <li class="panel persona">
            <p class="small muted">{persona.group}</p>
            <h3>{persona.name}</h3>
            <p class="small">{persona.line}</p>
            <form method="post" action="/dev/masuk">
              <input type="hidden" name="persona" value={persona.id} />
              <Button look="second">
                {words.enter}
                <span class="hidden"> {words.as(persona.name)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <h2>{words.places}</h2>
      <Tiles tiles={deps.places(language).map(({ name, ...place }) => ({ ...place, label: name }))} />
      <h2>{words.tools}</h2>
      <Tiles tiles={deps.tools(language)} />
    </Page>,
    problem ? 404 : 200,
  )
}
