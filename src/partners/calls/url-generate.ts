import { refuse } from '../../kernel/refusal.ts'
import { askConfirmation } from '../../learning/attendance/ask-confirmation.ts'
import type { BoughtCode } from '../../learning/attendance/bought-code.ts'
import { textField } from '../fields.ts'
import { isRegisteredRedirect } from '../redirect-uris.ts'
import { answered, type CallRooms } from './call.ts'
import { codeCall, onTheWire, redeemCode, sequenceOrFirst } from './code-call.ts'
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
})
