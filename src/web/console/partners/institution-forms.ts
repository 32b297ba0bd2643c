import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { institutionsWords } from './institutions-words.ts'

/** Where an institution is written to. */
export const contactForm = form((language) => ({ kontak: ask.email(institutionsWords[language].contact) }))

/** Where it holds its trainings itself. */
export const learnUrlForm = form((language) => ({
  belajar: ask.text(field.text(2048).optional(), institutionsWords[language].learnUrl, {
    type: 'url',
    hint: 'https://',
    maxlength: 2048,
  }),
}))

/** Who is to act for it. */
export const inviteForm = form((language) => ({
  email_baru: ask.email(institutionsWords[language].email),
  nama: ask.text(field.name(100).optional(), institutionsWords[language].person, { maxlength: 100 }),
}))

/** Whom of those who act for it. */
export const userForm = form((language) => ({ email: ask.email(institutionsWords[language].email) }))
