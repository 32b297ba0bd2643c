import { idOf, smallIdOf } from '../../../kernel/ids.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { type ListedRecipient, recipientsAfter } from '../../../recipients/recipients-after.ts'
import { errorPage } from '../../http/errors.tsx'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'
import { words as peopleWords } from '../people/people-words.ts'
import { wavesNameOf } from './wave-of.ts'

export const recipientsWords = dictionary({
  id: {
    title: (wave: string) => `Penerima ${wave}`,
    all: 'Semua penerima gelombang ini',
    number: 'Nomor',
    notifiedAt: 'Diberi tahu',
    buyBefore: 'Beli pertama sebelum',
    firstPaidAt: 'Pembelian pertama',
  },
  en: {
    title: (wave) => `Recipients of ${wave}`,
    all: 'All recipients of this wave',
    number: 'Number',
    notifiedAt: 'Notified',
    buyBefore: 'First purchase before',
    firstPaidAt: 'First purchase',
  },
})

/** `/konsol/gelombang/:id/penerima`: who was chosen in a wave, with their cards; masked, as on every list. */
export async function recipientsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const id = smallIdOf(c.req.param('id')) ?? 0
  const [wave, page] = await Promise.all([
    wavesNameOf(request),
    rowsByKey(
      c,
      (after = '', limit) => recipientsAfter(ctx.db, id, idOf(after) ?? '0', limit),
      ({ personId }) => personId,
    ),
  ])
  if (!wave) return errorPage(c, 404)
  const { waveId, year, number } = wave
  const name = consoleWords[language].waveOf(String(number), String(year))
  return listPage(request, {
    title: recipientsWords[language].title(name),
    place: `/konsol/gelombang/${waveId}/penerima`,
    file: `penerima-${year}-${number}`,
    columns: columnsOf(language),
    ...page,
    before: (
      <p>
        <a href={`/konsol/gelombang/${waveId}`}>{name}</a>
      </p>
    ),
  })
}

/** Whoever needs more opens the person, and is in their log. */
function columnsOf(language: ConsoleRequest['language']): ListColumn<ListedRecipient>[] {
  const said = { ...peopleWords[language], ...recipientsWords[language] }
  return [
    { label: said.number, cell: (one) => one.personId },
    {
      label: said.name,
      cell: (one) => one.name,
      show: (one) => <a href={`/konsol/orang/${one.personId}`}>{one.name}</a>,
    },
    { label: said.nik, cell: (one) => `************${one.nikTail}`, show: (one) => `…${one.nikTail}` },
    { label: said.phone, cell: (one) => maskPhone(one.phone) },
    { label: said.card, cell: (one) => (one.cardTail ? `…${one.cardTail}` : undefined) },
    {
      label: said.state,
      cell: (one) => (one.cardStatus ? said.cardStates[one.cardStatus] : said.noCard),
    },
    {
      label: said.balance,
      right: true,
      cell: (one) => one.balance,
      show: (one) => (one.balance === undefined ? '-' : formatRupiah(one.balance)),
    },
    { label: said.notifiedAt, instants: true, cell: (one) => one.notifiedAt },
    {
      label: said.buyBefore,
      instants: true,
      cell: (one) => one.firstPurchaseBefore,
      show: ({ firstPurchaseBefore: before }) => (before ? formatDeadline(before, language) : '-'),
    },
    { label: said.firstPaidAt, instants: true, cell: (one) => one.firstPaidAt },
  ]
}
