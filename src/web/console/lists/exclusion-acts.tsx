import { sentenceOf } from '../../../kernel/refusal.ts'
import { addExclusion, addExclusionRefusals } from '../../../recipients/exclusions/add-exclusion.ts'
import { removeExclusion, removeExclusionRefusals } from '../../../recipients/exclusions/remove-exclusion.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { exclusionForm, exclusionsPage } from './exclusions-page.tsx'
import { exclusionsWords } from './exclusions-words.ts'

/** Puts one NIK on a list. */
export async function submitExclusion(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await exclusionForm.read(c)
  // A NIK is typed anew: it is not written into a page.
  const typed = { ...answers.typed, nik: '' }
  if (!answers.ok) return exclusionsPage(request, { ...answers, typed })
  const { nik, daftar: list, alasan: because } = answers.values
  const added = await addExclusion(ctx, { list, nik, because }, actor)
  if (added.ok) return goTo(c, '/konsol/pengecualian?kabar=exclusion_added')
  const problem = sentenceOf(addExclusionRefusals, added.refusal, added.facts, language)
  return exclusionsPage(request, { problem, typed })
}

/** Keeps what is looked up sealed in the session, and shows what was found. */
export async function submitExclusionSearch(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps } = request
  const typed = ((await readForm(c)).get('q') ?? '').trim().slice(0, 40)
  await deps.sessions.remember(c, { exclusionSearch: ctx.secrets.seal(typed).toString('base64') })
  return goTo(c, '/konsol/pengecualian?cari=ya')
}

/** Asks why, then takes one NIK off its list. */
export async function submitRemoval(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor } = request
  const posted = await readForm(c)
  const [list, mark] = [posted.get('sumber') ?? '', posted.get('sidik') ?? '']
  const because = posted.get('alasan')
  if (because === null) return removalPage(request, list, mark)
  const removed = await removeExclusion(ctx, { list, mark, because: because.slice(0, 500) }, actor)
  if (removed.ok) return goTo(c, '/konsol/pengecualian?kabar=exclusion_removed')
  const { refusal, facts } = removed
  const problem = sentenceOf(removeExclusionRefusals, refusal, facts, request.language)
  return removalPage(request, list, mark, { problem })
}

function removalPage(request: ConsoleRequest, list: string, mark: string, shown: Shown = {}): Response {
  const said = exclusionsWords[request.language]
  return consolePage(
    request,
    { title: said.removeFrom(list), ...shown },
    <>
      <p class="lead">{said.removeText}</p>
      <parts.Form action="/konsol/pengecualian/keluarkan">
        <parts.Hidden values={{ sumber: list, sidik: mark }} />
        <parts.Field name="alasan" label={said.reason} maxlength={500} />
        <parts.Button look="danger">{said.remove}</parts.Button>
      </parts.Form>
      <p>
        <a href="/konsol/pengecualian">{said.back}</a>
      </p>
    </>,
  )
}
