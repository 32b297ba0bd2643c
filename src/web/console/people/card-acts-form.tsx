import type { PersonFile } from '../../../staff/person-file.ts'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { dictionary } from '../../words/dictionary.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'

export const cardActWords = dictionary({
  id: {
    suspend: 'Tangguhkan kartu',
    suspendText:
      'Tidak ada yang bisa dibeli dengan kartu ini sampai diaktifkan lagi. Saldonya tetap, dan tenggatnya berjalan terus.',
    release: 'Aktifkan kartu lagi',
    releaseText: 'Kartunya langsung bisa dipakai membeli lagi.',
    because: 'Mengapa kartunya diubah',
    becauseHint: 'Pemegang kartu bisa membacanya.',
  },
  en: {
    suspend: 'Suspend the card',
    suspendText:
      'Nothing is bought with it until it is released. Its balance stays, and its deadlines go on.',
    release: 'Release the card',
    releaseText: 'It buys again at once.',
    because: 'Why the card is changed',
    becauseHint: 'Its holder can read it.',
  },
})

/** Why a card is suspended or released. */
export const cardForm = form((language) => {
  const { because, becauseHint: hint } = cardActWords[language]
  return { alasan_kartu: ask.text(field.text(300), because, { hint, maxlength: 300 }) }
})

/** On the page of a person with a card: the form that suspends it, or lets it buy again, for whoever may. */
export function CardActs(props: { request: ConsoleRequest; file: PersonFile; shown: Shown }) {
  const { request, file, shown } = props
  const said = cardActWords[request.language]
  const status = file.card?.status
  if ((status !== 'active' && status !== 'suspended') || !offers(request, 'request_correction')) return ''
  const at = `/konsol/orang/${file.personId}` as const
  return status === 'active' ? (
    <Act title={said.suspend} text={said.suspendText} action={`${at}/tangguhkan`} button={said.suspend}>
      {cardForm.fields(request.c, shown)}
    </Act>
  ) : (
    <Act title={said.release} text={said.releaseText} action={`${at}/aktifkan`} button={said.release}>
      {cardForm.fields(request.c, shown)}
    </Act>
  )
}
