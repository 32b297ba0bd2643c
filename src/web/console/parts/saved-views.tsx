import { z } from 'zod'
import { smallIdOf } from '../../../kernel/ids.ts'
import type { Role } from '../../../staff/permissions.ts'
import { removeView, rolesToShareWith, type SavedView, saveView } from '../../../staff/saved-views.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, type Href } from '../../site/link.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { words as staffWords } from '../staff/account-words.ts'
import { placeSent, queryOf } from './list-order.ts'

export const savedViewsWords = dictionary({
  id: {
    views: 'Tampilan tersimpan',
    by: (name: string) => `dari ${name}`,
    save: 'Simpan tampilan ini',
    saveText:
      'Filter dan urutan yang terlihat sekarang disimpan dengan nama. Nama yang sama menggantikan yang lama.',
    name: 'Nama tampilan',
    share: 'Bagikan dengan peran',
    nobody: 'Tidak dibagikan',
    remove: 'Hapus',
    toList: 'Kembali ke daftar',
  },
  en: {
    views: 'Saved views',
    by: (name) => `by ${name}`,
    save: 'Save this view',
    saveText:
      'The filters and the order that you see are saved under a name. The same name takes the place of the former.',
    name: 'Name of the view',
    share: 'Share with a role',
    nobody: 'Not shared',
    remove: 'Remove',
    toList: 'Back to the list',
  },
})

const saveForm = (roles: readonly Role[]) =>
  form((language) => {
    const said = savedViewsWords[language]
    const names = staffWords[language].roleNames
    return {
      view_name: ask.text(field.text(60), said.name, { maxlength: 60, autocomplete: 'off' }),
      view_role: ask.select(z.enum(roles as [Role, ...Role[]]).optional(), said.share, [
        { value: '', label: said.nobody },
        ...roles.map((role) => ({ value: role, label: names[role] })),
      ]),
    }
  })

/** The saved views of a list, each a link, and the form that saves the one that is seen. */
export function SavedViews(props: { request: ConsoleRequest; place: Page; views: readonly SavedView[] }) {
  const { request, place, views } = props
  const said = savedViewsWords[request.language]
  const query = queryOf(request.c)
  return (
    <div class="views small">
      {views.length > 0 ? (
        <nav aria-label={said.views}>
          <ul class="chips">
            {views.map((view) => (
              <View view={view} place={place} current={view.query === query} language={request.language} />
            ))}
          </ul>
        </nav>
      ) : (
        ''
      )}
      {query === '' ? (
        ''
      ) : (
        <details>
          <summary>{said.save}</summary>
          <p>{said.saveText}</p>
          <parts.Form action="/konsol/tampilan" plain>
            <parts.Hidden values={{ place, query }} />
            <div class="filters">
              {saveForm(rolesToShareWith(request.staff)).fields(request.c)}
              <parts.Button look="second">{said.save}</parts.Button>
            </div>
          </parts.Form>
        </details>
      )}
    </div>
  )
}

function View(props: {
  view: SavedView
  place: Page
  current: boolean
  language: ConsoleRequest['language']
}) {
  const { view, place } = props
  const said = savedViewsWords[props.language]
  return (
    <li>
      <a href={`${place}?${view.query}` as Href} aria-current={props.current ? 'page' : undefined}>
        {view.name}
        {view.own ? '' : <span class="muted"> {said.by(view.madeBy)}</span>}
      </a>
      {view.own && props.current ? (
        <parts.Form action={`/konsol/tampilan/${view.viewId}/hapus`} plain>
          <parts.Hidden values={{ place }} />
          <parts.Button look="plain">
            {said.remove}
            <span class="hidden"> {view.name}</span>
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </li>
  )
}

/** `POST /konsol/tampilan`: saves a view of the list that the form came from, and goes back to it as it was. */
export async function submitView(request: ConsoleRequest): Promise<Response> {
  const sent = await readForm(request.c)
  const place = placeSent(sent)
  const query = new URLSearchParams(sent.get('query') ?? '').toString().slice(0, 500)
  if (!place) return errorPage(request.c, 404)
  const asked = saveForm(rolesToShareWith(request.staff))
  const answers = await asked.read(request.c)
  if (!answers.ok)
    return consolePage(
      request,
      { title: savedViewsWords[request.language].save, ...answers },
      <parts.Form action="/konsol/tampilan" button={savedViewsWords[request.language].save}>
        <parts.Hidden values={{ place, query }} />
        {asked.fields(request.c, answers)}
      </parts.Form>,
    )
  const { view_name: name, view_role: role } = answers.values
  const made = await saveView(request.ctx, request.staff, { place, query, name, role })
  if (!made.ok) return refused(request, place, sentence(request.language, made))
  return goTo(request.c, `${place}?${query}&kabar=view_saved` as Href)
}

/** `POST /konsol/tampilan/:view/hapus`: removes one of one's own. */
export async function submitRemoveView(request: ConsoleRequest): Promise<Response> {
  const place = placeSent(await readForm(request.c))
  const viewId = smallIdOf(request.c.req.param('view') ?? '')
  if (!place || viewId === undefined) return errorPage(request.c, 404)
  const made = await removeView(request.ctx.db, request.staff, viewId)
  if (!made.ok) return refused(request, place, sentence(request.language, made))
  return goTo(request.c, `${place}?kabar=view_removed` as Href)
}

function refused(request: ConsoleRequest, place: Href, problem: string): Response {
  const said = savedViewsWords[request.language]
  return consolePage(
    request,
    { title: said.views, problem },
    <p>
      <a href={place}>{said.toList}</a>
    </p>,
  )
}
