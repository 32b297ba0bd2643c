import type { ClaimRefusal } from '../../people/claim-rules.ts'
import { maskNik } from '../../people/nik.ts'
import { type RecipientRefusal, recipientRefusals } from '../../recipients/recipient-refusals.ts'
import type { ListJoinRefusal } from '../../waves/join-people.ts'
import { registrationSentence } from '../refusal-words.ts'

/** Why a row is refused: by itself, by the registry, by what the programme knows, or by the database. */
export type ApplicantRefusal =
  | RecipientRefusal
  | 'registry_unreachable'
  | 'registry_no_match'
  | 'phone_taken'
  | 'row_not_stored'
  | ClaimRefusal

export interface RefusedApplicant {
  readonly line: number
  readonly name: string
  /** masked: only the last four digits are shown */
  readonly nik: string
  readonly refusals: readonly ApplicantRefusal[]
  /** what is wrong and how to mend it, in Indonesian */
  readonly sentence: string
}

/** Somebody who is registered and did not join the wave. */
export interface NotJoined {
  readonly line: number
  readonly name: string
  readonly nik: string
  readonly refusals: readonly ListJoinRefusal[]
  readonly sentence: string
}

const joinSentences: Readonly<Record<ListJoinRefusal, string>> = {
  wave_not_open:
    'Terdaftar, tetapi tidak ikut gelombang: gelombang sudah ditutup. Impor ke gelombang berikutnya.',
  barred: 'Terdaftar, tetapi tidak ikut gelombang: NIK ini diblokir dari semua gelombang.',
  already_waiting:
    'Terdaftar, tetapi tidak ikut gelombang ini: masih menunggu hasil gelombang lain. Impor lagi setelah diumumkan.',
  earlier_recipient: 'Terdaftar, tetapi tidak ikut gelombang: sudah pernah menerima kartu.',
  too_young: 'Terdaftar, tetapi tidak ikut gelombang: usia di bawah batas tahun program.',
  too_old: 'Terdaftar, tetapi tidak ikut gelombang: usia di atas batas tahun program.',
  in_formal_education: 'Terdaftar, tetapi tidak ikut gelombang: masih menempuh pendidikan formal.',
  occupation_excluded: 'Terdaftar, tetapi tidak ikut gelombang: pekerjaannya tidak boleh menerima kartu.',
  family_card_full:
    'Terdaftar, tetapi tidak ikut gelombang: jumlah peserta dari KK ini sudah mencapai batas.',
  left_wave:
    'Terdaftar, tetapi sudah keluar dari gelombang ini; hanya orangnya sendiri yang bisa bergabung lagi.',
}

/** A refused row as the report has it. */
export function refusedApplicant(
  line: number,
  name: string,
  nik: string,
  refusals: readonly ApplicantRefusal[],
): RefusedApplicant {
  const sentence = refusals.map((refusal) => applicantSentence(refusal)).join(' ')
  return { line, name: harmless(name), nik: maskNik(nik.trim()), refusals, sentence }
}

/** A row whose person is registered and did not join. */
export function notJoined(line: number, name: string, nik: string, refusal: ListJoinRefusal): NotJoined {
  return {
    line,
    name: harmless(name),
    nik: maskNik(nik),
    refusals: [refusal],
    sentence: joinSentences[refusal],
  }
}

// Columns that slipped may bring a NIK where a name should stand.
function harmless(name: string): string {
  return name
    .trim()
    .slice(0, 120)
    .replace(/\d{8,}/g, maskNik)
}

function applicantSentence(refusal: ApplicantRefusal): string {
  if (refusal === 'row_not_stored')
    return 'Baris ini tidak dapat disimpan oleh basis data. Tulis ulang barisnya dengan huruf biasa, lalu impor lagi.'
  return Object.hasOwn(recipientRefusals, refusal)
    ? recipientRefusals[refusal as RecipientRefusal]
    : registrationSentence(
        refusal as Exclude<ApplicantRefusal, RecipientRefusal | 'row_not_stored'>,
        {},
        'id',
      )
}
