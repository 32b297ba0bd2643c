import type { Context } from 'hono'
import { words } from '../console/staff/account-words.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { Button } from '../parts/forms/form.tsx'
import { Page } from '../parts/page/page.tsx'
import type { DemoDeps } from './demo-deps.ts'
import { demoToolWords } from './tool-words.ts'

/** `/dev/konsol`: be one of those who run the demo's programme, or log in yourself with what stands here. */
export async function demoStaffPage(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const language = c.get('language') ?? 'id'
  const said = demoToolWords[language].staff
  const all = await deps.staff()
  c.header('Cache-Control', 'no-store')
  return show(
    c,
    <Page view={viewOf(c)} title={said.title} width="full">
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <ul class="grid">
        {all.map((one) => (
          <li class="panel persona">
            <p class="small muted">{one.roles.map((role) => words[language].roleNames[role]).join(', ')}</p>
            <h2>{one.name}</h2>
            <p class="small">
              {said.email}: <code>{one.email}</code>
              <br />
              {said.password}: <code>{one.password}</code>
              <br />
              {said.code}: <code>{one.code}</code>
            </p>
            <form method="post" action="/dev/konsol">
              <input type="hidden" name="email" value={one.email} />
              <Button look="second">
                {said.enter}
                <span class="hidden"> {one.name}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
      <p>
        <a href="/konsol/masuk">{said.logIn}</a>
      </p>
    </Page>,
  )
}
