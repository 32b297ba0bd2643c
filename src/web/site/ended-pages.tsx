import type { Context } from 'hono'
import { isForPrograms } from '../http/edge/for-programs.ts'
import { askedBy, errorPage } from '../http/errors.tsx'
import { errorWords } from '../http/errors-words.ts'
import { isSecret, readForm } from '../http/forms.ts'
import { onTheWay } from '../http/next-path.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { Button, Buttons, Form, LinkButton } from '../parts/forms/form.tsx'
import { Page } from '../parts/page/page.tsx'
import { type Link, outside } from './link.ts'

/**
 * Answers a form whose token no longer holds. When it surely came from our own page, its answers are kept and can be
 * sent again with one click; else they cannot, as somebody else might have made them up.
 */
export async function tooOldPage(c: Context<Web>, mayResend: boolean): Promise<Response> {
  const words = errorWords[c.get('language') ?? 'id']
  if (isForPrograms(askedBy(c))) return errorPage(c, 403)
  const given = [...(await readForm(c))]
  const kept = given.filter(([name]) => !isSecret(name))
  const secrets = given.some(([name]) => name !== 'csrf' && isSecret(name))
  const view = viewOf(c)
  const said = words.tooOld
  c.header('Cache-Control', 'no-store')
  return show(
    c,
    <Page view={view} title={said.title}>
      <h1>{said.title}</h1>
      <p class="lead">{mayResend ? said.resend : said.reload}</p>
      {mayResend && secrets ? <p>{said.secrets}</p> : ''}
      {mayResend ? (
        <Form action={outside(view.url)}>
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button>{said.send}</Button>
        </Form>
      ) : (
        <Buttons>
          <LinkButton href={outside(view.url)}>{words.reload}</LinkButton>
        </Buttons>
      )}
    </Page>,
    403,
  )
}

/** Answers a form whose sender's session had ended: it is kept, and the login at `logIn` leads back to it. */
export function sessionEndedPage(c: Context<Web>, logIn: Link): Response {
  if (isForPrograms(askedBy(c))) return errorPage(c, 403)
  const said = errorWords[c.get('language') ?? 'id'].ended
  c.header('Cache-Control', 'no-store')
  return show(
    c,
    <Page view={viewOf(c)} title={said.title} scripted={false}>
      <h1>{said.title}</h1>
      <p class="lead">{said.text}</p>
      <p>{said.secrets}</p>
      <Buttons>
        <LinkButton href={onTheWay(logIn, c.req.path)}>{said.logIn}</LinkButton>
      </Buttons>
    </Page>,
    403,
  )
}
