import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { listInstitutionUsers } from '../../learning/institution-portal/users.ts'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import { institutionPortalWords } from '../institution-portal/institution-portal-words.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import type { DemoDeps } from './demo-deps.ts'

type Request = RequestContext<Web>

/** `/dev/mitra`: enter the institution portal as one of the demo's. */
export async function demoInstitutionPage(c: Request, { ctx }: DemoDeps): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  return showPage(
    c,
    { title: said.demoTitle },
    <>
      <p class="lead">{said.demoLead}</p>
      {(await activeUsers(ctx)).map(({ userId, institution }) => (
        <form method="post" action="/dev/mitra" class="form">
          <input type="hidden" name="user" value={userId} />
          <parts.Button look="second">{said.enterAs(institution)}</parts.Button>
        </form>
      ))}
    </>,
  )
}

export async function becomeInstitutionUser(
  c: Request,
  { ctx, institutionUsers }: DemoDeps,
): Promise<Response> {
  const wanted = (await readForm(c)).get('user')
  const user = (await activeUsers(ctx)).find(({ userId }) => userId === wanted)
  if (!user) return errorPage(c, 404)
  await institutionUsers.load(c, async () => {})
  await institutionUsers.logIn(c, { accountId: user.userId })
  return goTo(c, '/mitra')
}

async function activeUsers({ db }: Context) {
  return (await listInstitutionUsers(db)).filter(({ disabledAt }) => !disabledAt)
}
