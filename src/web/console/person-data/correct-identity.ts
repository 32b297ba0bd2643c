import { approvedActs } from '../../../acts/acts-of-two.ts'
import { approvalRefusals, askOrApprove } from '../../../approvals/approvals.ts'
import { idOf } from '../../../kernel/ids.ts'
import { type ReasonOf, type Refusal, refusalWords, sentenceOf } from '../../../kernel/refusal.ts'
import { correctIdentityRefusals } from '../../../registration/corrections/correct-identity.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { personPage } from '../people/person-page.tsx'
import { identityForm } from './identity-form.tsx'

const refusals = refusalWords({ id: {}, en: {}, also: [correctIdentityRefusals, approvalRefusals] })

/**
 * `POST /konsol/orang/:id/identitas`: the first person asks to correct who somebody is, the second types the same and so
 * approves and does it.
 */
export async function submitIdentity(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const personId = idOf(c.req.param('id') ?? '')
  if (!personId) return errorPage(c, 404)
  const answers = await identityForm.read(c)
  if (!answers.ok) return personPage(request, { personId, ...answers })
  const { nik_benar, kk_benar, lahir_benar, bukti_identitas, alasan_identitas } = answers.values
  const typed = { nik: nik_benar, kk: kk_benar, birthDate: lahir_benar }
  const grounds = { because: alasan_identitas, document: bukti_identitas }
  const { wanted, performTyped } = approvedActs.correct_identity
  const again = ({ refusal, facts }: Refusal<ReasonOf<typeof refusals>>) =>
    personPage(request, {
      personId,
      problem: sentenceOf(refusals, refusal, facts, language),
      typed: answers.typed,
    })
  const act = await wanted(ctx, Number(personId), grounds, typed)
  if (!act.ok) return act.refusal === 'person_unknown' ? errorPage(c, 404) : again(act)
  const asked = await askOrApprove(ctx, act.value, actor, { mayApprove: offers(request, 'approve') })
  if (!asked.ok) return again(asked)
  if (!asked.value.approved) return goTo(c, `/konsol/orang/${personId}?kabar=asked`)
  const corrected = await performTyped({ ctx, actor }, Number(personId), grounds, typed)
  return corrected.ok ? goTo(c, `/konsol/orang/${personId}?kabar=identity_corrected`) : again(corrected)
}
