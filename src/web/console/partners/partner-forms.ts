import { z } from 'zod'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import type { ConsoleRequest } from '../console-request.ts'
import { partnersWords } from './partners-words.ts'

type Language = ConsoleRequest['language']
type Institutions = readonly { readonly institutionId: number; readonly name: string }[]

const kinds = ['storefront', 'institution'] as const

function whatItIs(institutions: Institutions, language: Language) {
  const said = partnersWords[language]
  return {
    nama: ask.text(field.name(100), said.name, { maxlength: 100 }),
    domain: ask.text(field.text(253), said.domain, { hint: said.domainHint, maxlength: 253 }),
    jenis_mitra: ask.radios(
      field.choice(kinds),
      said.kind,
      kinds.map((value) => ({ value, label: said.kinds[value] })),
    ),
    lembaga: ask.select(
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number)
        .optional(),
      said.institution,
      institutions.map(({ institutionId, name }) => ({ value: String(institutionId), label: name })),
      { hint: said.institutionHint },
    ),
    bertindak: ask.tick(field.flag(), said.acts),
  }
}

/** What a new partner is. */
export const addForm = (institutions: Institutions) =>
  form((language) => {
    const said = partnersWords[language]
    return {
      kode: ask.text(field.text(64), said.code, { hint: said.codeHint, short: true, maxlength: 64 }),
      ...whatItIs(institutions, language),
      voucher: ask.tick(field.flag(), said.voucher),
      uji: ask.tick(field.flag(), said.sandbox),
      sha256: ask.tick(field.flag(), said.sha256),
    }
  })

/** What of a partner can be changed. */
export const changeForm = (institutions: Institutions) =>
  form((language) => {
    const said = partnersWords[language]
    return {
      ...whatItIs(institutions, language),
      tutup: ask.tick(field.flag(), said.closed),
      alasan: ask.text(field.text(500), said.because, { hint: said.becauseHint, maxlength: 500 }),
    }
  })

const codes = (language: Language) =>
  ({ hint: partnersWords[language].coursesHint, lines: 3 }) satisfies Parameters<typeof ask.text>[2]

/** What a storefront is to sell; empty: every course that has a price. */
export const offerForm = form((language) => ({
  pelatihan: ask.text(field.text(20_000).optional(), partnersWords[language].courses, codes(language)),
}))

/** What it is to sell no more. */
export const withdrawForm = form((language) => ({
  pelatihan_tarik: ask.text(field.text(20_000), partnersWords[language].courses, codes(language)),
  alasan_tarik: ask.text(field.text(500), partnersWords[language].because, { maxlength: 500 }),
}))

/** Where participants may be sent back to. */
export const uriForm = form((language) => ({
  alamat: ask.text(field.text(2048), partnersWords[language].uri, { type: 'url', maxlength: 2048 }),
}))
