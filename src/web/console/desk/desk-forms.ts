import { type askOneOf, documents, type mustAsk } from '../../../desk/desk-rules.ts'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { deskWords } from './desk-words.ts'

const plain = { autocomplete: 'off', maxlength: 120, short: true }

/** What is asked to prove somebody: three, and one more, which the operation sees to. */
export const questionsForm = form((language) => {
  const said = deskWords[language]
  const must = (name: (typeof mustAsk)[number], look = {}) =>
    ask.text(field.text(120), said.questions[name], { ...plain, ...look })
  const may = (name: (typeof askOneOf)[number], look = {}) =>
    ask.text(field.text(120).optional(), said.questions[name], { ...plain, ...look })
  return {
    nik: must('nik'),
    kk: must('kk'),
    birth_date: must('birth_date', { hint: said.birthDateHint }),
    old_phone: may('old_phone'),
    email: may('email', { short: false }),
    card: may('card'),
  }
})

export const documentForm = form((language) => {
  const said = deskWords[language]
  return {
    document: ask.select(
      field.choice(documents),
      said.evidence,
      documents.map((value) => ({ value, label: said.documents[value] })),
      { short: true },
    ),
    note: ask.text(field.text(200, 3), said.note, { hint: said.noteHint, maxlength: 200 }),
    doc_nik: ask.text(field.text(40), said.questions.nik, plain),
    doc_kk: ask.text(field.text(40), said.questions.kk, plain),
    doc_birth_date: ask.text(field.text(40), said.questions.birth_date, {
      ...plain,
      hint: said.birthDateHint,
    }),
  }
})

export const newPhoneForm = form((language) => ({
  new_phone: ask.text(field.text(40), deskWords[language].newPhone, { ...plain, type: 'tel' }),
}))

export const codeForm = form((language) => ({ otp: ask.otp(deskWords[language].code) }))
