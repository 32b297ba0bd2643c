import { createHash } from 'node:crypto'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { moneySentence } from '../../ledger/money-sentence.ts'
import { type InvoiceMoney, invoiceState, moneyOfInvoice } from '../../reconciliation/invoice-money.ts'
import { dayAs, dayFormats, readDay } from '../../reconciliation/read-day.ts'
import { signFile } from '../../reconciliation/sign-file.ts'
import { choiceField, optional, textField, wholeField } from '../fields.ts'
import { answered, type Call, call } from './call.ts'
import { answerField, text, whole } from './call-reference.ts'
import { invoiceCode, invoiceFields, paid } from './invoice.ts'

/** Letters of a part at most, but that a line is never cut. */
const partLetters = 2 * 1024 * 1024

/** The text of a file in parts that end with a line; together they are the file. */
export function partsOf(file: string, most = partLetters): string[] {
  const parts: string[] = []
  for (let at = 0; at < file.length || parts.length === 0; ) {
    const end = at + most >= file.length ? file.length : file.lastIndexOf('\n', at + most) + 1
    // a line that is longer than a part stays whole
    const cut = end > at ? end : file.indexOf('\n', at) + 1 || file.length
    parts.push(file.slice(at, cut))
    at = cut
  }
  return parts
}

const dayCall = call('reconciliation/day', {
  kind: 'storefront',
  fields: {
    day: textField('day', {
      most: 10,
      pattern: /^\d{4}-\d{2}-\d{2}$/,
      form: 'tanggal WIB seperti 2026-11-28',
      about: { id: 'Tanggal dalam WIB, seperti 2026-11-28', en: 'the day in WIB, such as 2026-11-28' },
    }),
    format: optional(
      choiceField('format', dayFormats, { id: 'json (bawaan) atau csv', en: 'json (without it) or csv' }),
    ),
    part: wholeField('part', {
      least: 1,
      most: 100_000,
      otherwise: 1,
      about: { id: 'Bagian berkas, mulai dari 1', en: 'part of the file, from 1 on' },
    }),
  },
  async run({ ctx, link, reconciling }, { partner }, { day, format = 'json', part }) {
    const room = reconciling ?? { ...ctx, url: link(''), withSandbox: false }
    const read = await readDay(room, partner, day)
    if (!read.ok) return read
    const bytes = dayAs(format, read.value)
    const parts = partsOf(bytes)
    const file = parts[part - 1]
    if (file === undefined) return refuse('part_without_file')
    const { final } = read.value
    return answered('OK', {
      day,
      format,
      final,
      parts: parts.length,
      part,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      signature: final ? await signFile(room, bytes) : '',
      file,
    })
  },
  reference: {
    name: 'reconciliation-day',
    title: { id: 'Berkas harian', en: 'File of a day' },
    about: {
      id: 'Layanan tambahan Bekal. Menjawab berkas satu hari WIB: setiap pembelian, penukaran, penyelesaian dan pembatalan dengan kode dan rupiahnya, jumlahnya, dan saldo yang dibawa dari hari sebelumnya. Hari yang sudah lewat (15 menit setelah tengah malam) selalu menjawab byte yang sama dan ditandatangani. Gabungkan file dari part 1 sampai parts.',
      en: 'An addition of Bekal. The file of a WIB day: every purchase, redeem, completion and cancellation with its codes and rupiah, what they come to, and what is carried forward from the day before. A day that is over (15 minutes after midnight) always answers the same bytes, and is signed. Put file together from part 1 to parts.',
    },
    request: { day: '2026-11-28', format: 'json', part: 1 },
    message: 'OK',
    answer: {
      day: '2026-11-28',
      format: 'json',
      final: true,
      parts: 1,
      part: 1,
      sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
      signature: 'eyJhbGciOiJFZERTQSJ9..c2lnbmF0dXJl',
      file: '{\n "format": "bekal-partner-day-1", ...\n}\n',
    },
    answerFields: [
      answerField('day', text, 'Hari berkas', 'day of the file'),
      answerField('format', { type: 'string', enum: dayFormats }, 'Format berkas', 'format of the file'),
      answerField(
        'final',
        { type: 'boolean' },
        'false: hari belum ditutup, isinya masih berubah dan belum ditandatangani',
        'false: the day is not closed; the file still changes and is not signed',
      ),
      answerField('parts', whole, 'Jumlah bagian', 'how many parts there are'),
      answerField('part', whole, 'Bagian ini', 'this part'),
      answerField('sha256', text, 'SHA-256 seluruh berkas, hex', 'SHA-256 of the whole file, hex'),
      answerField(
        'signature',
        text,
        'JWS terlepas (EdDSA) atas seluruh berkas; "" bila belum final',
        'detached JWS (EdDSA) over the whole file; "" while it is not final',
      ),
      answerField('file', text, 'Isi bagian ini', 'what stands in this part'),
    ],
    refusals: ['day_without_file', 'part_without_file'],
  },
})

const states = ['held', 'part_earned', 'earned', 'returned'] as const

const moneyCall = call('reconciliation/money', {
  kind: 'storefront',
  fields: { invoice_code: invoiceCode },
  async run({ ctx }, { partner }, body): Promise<Outcome<ReturnType<typeof moneyAnswer>, 'invoice_unknown'>> {
    const found = await moneyOfInvoice(ctx.db, partner.partnerId, body.invoice_code)
    return found ? done(moneyAnswer(found)) : refuse('invoice_unknown')
  },
  reference: {
    name: 'reconciliation-money',
    title: { id: 'Uang suatu pembelian', en: 'The money of a purchase' },
    about: {
      id: 'Layanan tambahan Bekal. Menjawab di mana uang suatu invoice yang pernah dibayar, dalam rupiah dan dalam satu kalimat.',
      en: 'An addition of Bekal. Says where the money of an invoice is that was ever paid, in rupiah and in one sentence.',
    },
    request: { invoice_code: 'DP-1' },
    message: 'OK',
    answer: {
      invoice_code: paid.invoice_code,
      transaction_code: paid.transaction_code,
      state: 'held',
      price: 350000,
      promo: 0,
      held: 350000,
      to_institution: 0,
      commission: 0,
      sentence: 'Rp350.000 ditahan sampai pelatihan dipakai.',
      sentence_en: 'Rp350.000 is held until the training is used.',
    },
    answerFields: [
      invoiceFields.invoice,
      invoiceFields.transaction,
      answerField(
        'state',
        { type: 'string', enum: states },
        'held ditahan, part_earned sebagian menjadi hak, earned semua menjadi hak, returned kembali ke kartu',
        'held, part_earned, earned, or returned to the card',
      ),
      answerField('price', whole, 'Harga yang disetujui, rupiah', 'the price as approved, rupiah'),
      answerField('promo', whole, 'Promo toko di dalamnya', 'what of it is a promo of the storefront'),
      answerField('held', whole, 'Belum menjadi hak siapa pun', 'not yet earned by anybody'),
      answerField('to_institution', whole, 'Hak lembaga', 'earned by the institution'),
      answerField('commission', whole, 'Komisi toko', 'earned by the storefront'),
      answerField('sentence', text, 'Semuanya dalam satu kalimat', 'all of it in one sentence, Indonesian'),
      answerField('sentence_en', text, 'Kalimat yang sama dalam bahasa Inggris', 'the same in English'),
    ],
    refusals: ['invoice_unknown'],
  },
})

function moneyAnswer(invoice: InvoiceMoney) {
  const { price, discount, waits, toInstitution, toStorefront } = invoice.money
  return {
    message: 'OK',
    data: {
      invoice_code: invoice.invoiceCode,
      transaction_code: invoice.transactionCode,
      state: invoiceState(invoice.money),
      price,
      promo: discount,
      held: waits,
      to_institution: toInstitution,
      commission: toStorefront,
      sentence: moneySentence(invoice.money, 'id'),
      sentence_en: moneySentence(invoice.money, 'en'),
    },
  }
}

/** What a storefront checks its books with. */
export const reconciliationCalls: readonly Call[] = [dayCall, moneyCall]
