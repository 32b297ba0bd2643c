import { refuse } from '../../kernel/refusal.ts'
import { askConfirmation } from '../../learning/attendance/ask-confirmation.ts'
import type { BoughtCode } from '../../learning/attendance/bought-code.ts'
import { isRegisteredRedirect } from '../directory/redirect-uris.ts'
import { textField } from '../fields.ts'
import { answered, type CallRooms } from './call.ts'
import { answerField, text } from './call-reference.ts'
import { codeCall, ofCode, onTheWire, redeemCode, sequenceOrFirst } from './code-call.ts'
import { courseTypes } from './redeem-code.ts'

/** Where participants confirm that they attend. */
export const confirmationPath = '/konfirmasi-kehadiran'

function urlAnswer({ link }: CallRooms, state: string, code: BoughtCode) {
  const { type, method } = courseTypes[code.method]
  return {
    url: link(`${confirmationPath}?state=${state}`),
    state,
    course: { type, learning_method: method },
  }
}

export const urlGenerate = codeCall('oauth/url-generate', {
  fields: {
    redeem_code: redeemCode,
    sequence: sequenceOrFirst,
    redirect_uri: textField('redirect_uri', {
      most: 2048,
      about: {
        id: 'Alamat kembali, sama persis dengan yang didaftarkan',
        en: 'where to return to, to the letter as it is registered',
      },
    }),
    email: textField('email', {
      most: 254,
      pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      form: 'alamat email',
      about: {
        id: 'Email peserta di lembaga; satu email untuk satu pembelian setiap pelatihan',
        en: "the participant's email at the institution; one email for one purchase of a course",
      },
    }),
  },
  async run(rooms, { partner, institution, actor }, body) {
    const { redeem_code: code, sequence, redirect_uri: redirectUri, email } = body
    if (!(await isRegisteredRedirect(rooms.ctx.db, partner.partnerId, redirectUri)))
      return refuse('redirect_uri_unknown')
    const wanted = { code, sequence, ...institution, partnerId: partner.partnerId, redirectUri, email }
    const asked = onTheWire(await askConfirmation(rooms.ctx, wanted, actor))
    return asked.ok ? answered('OK', urlAnswer(rooms, asked.value.state, asked.value.code)) : asked
  },
  rehearse: (code, _body, rooms) => ({ message: 'OK', data: urlAnswer(rooms, code.redeemCode, code) }),
  reference: {
    name: 'url-generate',
    title: { id: 'Konfirmasi kehadiran', en: 'Confirmation of attendance' },
    about: {
      id: 'Membuat alamat tempat peserta masuk dan mengonfirmasi kehadiran dengan OTP, berlaku 30 menit dan satu kali. Peserta kembali ke redirect_uri dengan state; lalu tanyakan redeem-code/status.',
      en: 'Makes an address where the participant logs in and confirms by OTP, good for 30 minutes and once. They return to redirect_uri with the state; then ask redeem-code/status.',
    },
    request: {
      redeem_code: 'UJI0KODE0001',
      sequence: 1,
      redirect_uri: 'https://lp.contoh.test/kembali',
      email: 'peserta@contoh.test',
    },
    message: 'OK',
    answer: {
      url: 'https://prakerja.example/konfirmasi-kehadiran?state=K7Q2M9X4T1B8R5W3K7Q2M9X4T1B8R5W3',
      state: 'K7Q2M9X4T1B8R5W3K7Q2M9X4T1B8R5W3',
      course: { type: 2, learning_method: 'Webinar' },
    },
    answerFields: [
      answerField('url', text, 'Alamat yang dibuka peserta', 'the address that the participant opens'),
      answerField('state', text, 'Kembali pada redirect_uri', 'comes back with redirect_uri'),
      answerField(
        'course',
        {
          type: 'object',
          required: ['type', 'learning_method'],
          properties: { type: { type: 'integer', enum: [1, 2] }, learning_method: text },
        },
        'Tipe dan metode pelatihan',
        'type and method of the course',
      ),
    ],
    refusals: [
      'redirect_uri_unknown',
      ...ofCode,
      'course_type_differs',
      'already_attended',
      'schedule_not_running',
      'email_taken',
    ],
  },
})
