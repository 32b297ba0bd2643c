import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { queryOf } from '../parts/list-order.ts'

export const wholeListWords = dictionary({
  id: {
    write: 'Ekspor seluruh daftar ini (CSV)',
    text: 'Ditulis sebagai pekerjaan, dengan filter dan urutan yang terlihat sekarang: boleh ditinggalkan, dan berkasnya ada di halaman Pekerjaan.',
    tooLong: (count: string) =>
      `Daftar ini lebih panjang dari ${count} baris, jadi tidak ditulis sekaligus. Ekspor seluruh daftar sebagai pekerjaan dengan tombol di bawah, atau persempit dengan filter.`,
  },
  en: {
    write: 'Export this whole list (CSV)',
    text: 'It is written as long work, with the filters and the order that you see: you can leave, and its file is on the page of long work.',
    tooLong: (count) =>
      `This list is longer than ${count} rows, so it is not written at once. Export the whole list as long work by the button below, or narrow it by a filter.`,
  },
})

/** The way to the whole list as it is looked at, for one that is longer than a file at once. */
export function WholeList({ request, place }: { request: ConsoleRequest; place: Page }) {
  const said = wholeListWords[request.language]
  return (
    <parts.Form action="/konsol/ekspor" plain>
      <parts.Hidden values={{ place, query: queryOf(request.c) }} />
      <p class="small below">{said.text}</p>
      <parts.Button look="second">{said.write}</parts.Button>
    </parts.Form>
  )
}
