import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { dictionary } from '../../words/dictionary.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'

export const dataCopyWords = dictionary({
  id: {
    title: 'Salinan data pribadi',
    text: 'Untuk orang yang memintanya dan tidak bisa masuk sendiri; yang bisa masuk mengunduhnya di Data saya. Berkas ini hanya untuk orang itu. Siapa yang mengambilnya, dan mengapa, bisa dibaca olehnya.',
    because: 'Siapa yang meminta, dan bagaimana dipastikan',
    button: 'Unduh salinannya',
  },
  en: {
    title: 'Copy of personal data',
    text: 'For somebody who asked for it and cannot log in; who can, downloads it on the page of their own data. The file is for that person alone. They can read who took it, and why.',
    because: 'Who asked, and how that was made sure',
    button: 'Download the copy',
  },
})

/** Why a copy of somebody's data is taken. */
export const dataCopyForm = form((language) => ({
  alasan_salinan: ask.text(field.text(300), dataCopyWords[language].because, { maxlength: 300 }),
}))

/** On the pages of a person and of their request: the form that takes a copy of what is held of them, for whoever may. */
export function DataCopy(props: { request: ConsoleRequest; personId: string; shown: Shown }) {
  const { request, personId, shown } = props
  const said = dataCopyWords[request.language]
  if (!offers(request, 'answer_appeal')) return ''
  return (
    <Act title={said.title} text={said.text} action={`/konsol/orang/${personId}/data`} button={said.button}>
      {dataCopyForm.fields(request.c, shown)}
    </Act>
  )
}
