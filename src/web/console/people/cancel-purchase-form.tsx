import { formatRupiah } from '../../../kernel/rupiah.ts'
import type { PersonFile } from '../../../staff/person-file.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { cancelWords } from '../money/cancel-words.ts'
import type { Shown } from '../page.tsx'

/** The questions of whoever asks to cancel one of these purchases. */
export const cancelPurchaseForm = (purchases: PersonFile['purchases']) =>
  form((language) => {
    const said = cancelWords[language]
    const options = purchases.map(({ purchaseId, course, storefront, amount }) => ({
      value: purchaseId,
      label: `${course}, ${storefront}, ${formatRupiah(amount)}`,
    }))
    return {
      pembelian: ask.select(field.text(20), said.purchase, options),
      alasan: ask.text(field.text(300), said.because, { hint: said.becauseHint, maxlength: 300 }),
    }
  })

/** On the page of a person who has bought something: the form that asks to cancel a purchase, for whoever may. */
export function CancelPurchase({
  request,
  file,
  shown,
}: {
  request: ConsoleRequest
  file: PersonFile
  shown: Shown
}) {
  const said = cancelWords[request.language]
  const paid = file.purchases.filter(({ status }) => status === 'paid')
  if (paid.length === 0 || !offers(request, 'request_correction')) return ''
  return (
    <section class="panel stack">
      <h2>{said.cancelPurchase}</h2>
      <p>{said.cancelPurchaseText}</p>
      <parts.Form action={`/konsol/orang/${file.personId}/pembelian`} button={said.askPurchase}>
        {cancelPurchaseForm(paid).fields(request.c, shown)}
      </parts.Form>
    </section>
  )
}
