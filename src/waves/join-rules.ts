import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { ageRefusal, occupationRefusal } from '../people/person-rules.ts'
import type { YearRules } from '../years/year-rules.ts'

/** Why somebody cannot join a wave, in the order in which it is looked at. */
export const joinRefusals = refusalWords({
  id: {
    wave_unknown: 'Gelombang ini tidak ada. Pilih gelombang yang dibuka di bawah.',
    person_unknown: 'Pendaftaran Anda belum selesai. Selesaikan dulu, lalu gabung lagi.',
    wave_not_open: 'Gelombang ini sudah ditutup. Tunggu gelombang berikutnya.',
    barred:
      'Kepesertaan Anda pernah dicabut, jadi Anda tidak bisa ikut gelombang. Bila keliru, ajukan keberatan.',
    already_waiting: 'Anda sudah ikut gelombang lain yang belum diumumkan. Tunggu hasilnya dulu.',
    earlier_recipient:
      'Anda sudah pernah menerima kartu; kartu diberikan sekali seumur hidup. Lihat kartu itu.',
    too_young: 'Usia Anda di bawah batas program. Gabung lagi setelah cukup umur.',
    too_old:
      'Usia Anda di atas batas program tahun ini. Bila tanggal lahir Anda keliru, minta perbaikan data.',
    in_formal_education:
      'Yang masih sekolah atau kuliah belum bisa ikut. Bila sudah lulus, minta perbaikan data.',
    occupation_excluded:
      'Pekerjaan Anda tidak boleh menerima kartu. Bila sudah berganti, minta perbaikan data.',
    family_card_full:
      'Dari satu KK paling banyak 2 orang yang bisa ikut, dan tempatnya sudah penuh. Bila salah satunya keliru, ajukan keberatan.',
  },
  en: {
    wave_unknown: 'There is no such wave. Choose one of the open waves below.',
    person_unknown: 'Your registration is not complete. Complete it, then join again.',
    wave_not_open: 'This wave is closed. Wait for the next one.',
    barred: 'Your membership was revoked once, so you can join no wave. If this is wrong, appeal.',
    already_waiting: 'You have joined another wave that is not announced yet. Wait for its result.',
    earlier_recipient: 'You have received a card before; a card is given once in a lifetime. See that card.',
    too_young: 'You are younger than the programme allows. Join when you are old enough.',
    too_old: 'You are older than the programme allows this year. If the date is wrong, ask for a correction.',
    in_formal_education: 'Pupils and students cannot join yet. If you have finished, ask for a correction.',
    occupation_excluded: 'Your occupation may not receive a card. If it has changed, ask for a correction.',
    family_card_full:
      'At most 2 people of one family card can take part, and both places are taken. If one of them is wrong, appeal.',
  },
})
export type JoinRefusal = ReasonOf<typeof joinRefusals>

/** Why somebody of a list is not in the wave. `left_wave`: the person has left it, and a list does not bring anybody back. */
export const listJoinRefusals = refusalWords({
  id: {
    wave_not_open:
      'Terdaftar, tetapi tidak ikut gelombang: gelombang sudah ditutup. Impor ke gelombang berikutnya.',
    barred:
      'Terdaftar, tetapi tidak ikut gelombang: NIK ini diblokir dari semua gelombang. Tidak perlu apa-apa lagi.',
    already_waiting:
      'Terdaftar, tetapi tidak ikut gelombang ini: masih menunggu hasil gelombang lain. Impor lagi setelah diumumkan.',
    earlier_recipient:
      'Terdaftar, tetapi tidak ikut gelombang: sudah pernah menerima kartu. Tidak perlu apa-apa lagi.',
    too_young:
      'Terdaftar, tetapi tidak ikut gelombang: usia di bawah batas tahun program. Impor lagi setelah cukup umur.',
    too_old:
      'Terdaftar, tetapi tidak ikut gelombang: usia di atas batas tahun program. Periksa tanggal lahirnya.',
    in_formal_education:
      'Terdaftar, tetapi tidak ikut gelombang: masih menempuh pendidikan formal. Impor lagi setelah lulus.',
    occupation_excluded:
      'Terdaftar, tetapi tidak ikut gelombang: pekerjaannya tidak boleh menerima kartu. Impor lagi bila sudah berganti.',
    family_card_full:
      'Terdaftar, tetapi tidak ikut gelombang: jumlah peserta dari KK ini sudah mencapai batas. Periksa nomor KK.',
    left_wave:
      'Terdaftar, tetapi sudah keluar dari gelombang ini. Minta orangnya bergabung lagi: hanya ia yang bisa.',
  },
  en: {
    wave_not_open: 'Registered, but not in the wave: it is closed. Import into the next one.',
    barred: 'Registered, but not in the wave: this NIK is barred from all waves. There is nothing to do.',
    already_waiting:
      'Registered, but not in this wave: waits for the result of another one. Import again when that is announced.',
    earlier_recipient: 'Registered, but not in the wave: has received a card before. There is nothing to do.',
    too_young:
      'Registered, but not in the wave: younger than the programme year allows. Import again when old enough.',
    too_old:
      'Registered, but not in the wave: older than the programme year allows. Check the date of birth.',
    in_formal_education:
      'Registered, but not in the wave: still a pupil or student. Import again after that.',
    occupation_excluded:
      'Registered, but not in the wave: the occupation may not receive a card. Import again when it has changed.',
    family_card_full:
      'Registered, but not in the wave: as many of this family card take part as there may be. Check its number.',
    left_wave: 'Registered, but has left this wave. Ask the person to join again: nobody else can.',
  },
})
export type ListJoinRefusal = ReasonOf<typeof listJoinRefusals>

/** What is known of somebody who wants to join. */
export interface JoinFacts {
  readonly waveOpen: boolean
  readonly barred: boolean
  /** has joined another wave that is not announced yet */
  readonly waitsElsewhere: boolean
  readonly recipient: boolean
  /** calendar date */
  readonly bornOn: string
  readonly occupation: string
  /** says so, whatever the occupation is */
  readonly studies?: boolean
  /** others of the same family card who are recipients, or have joined a wave that is not drawn yet */
  readonly family: number
}

/** What a year says of who may join. */
export type JoinYear = Pick<YearRules, 'ageMin' | 'ageMax' | 'maxPerFamilyCard'>

/** The first reason for which somebody cannot join now, or undefined. */
export function joinRefusal(facts: JoinFacts, rules: JoinYear, now: Date): JoinRefusal | undefined {
  return joinRefusalsOf(facts, rules, now)[0]
}

/** Every reason for which somebody cannot join now, in the order in which it is looked at. */
export function joinRefusalsOf(facts: JoinFacts, rules: JoinYear, now: Date): JoinRefusal[] {
  const refusals: (JoinRefusal | false | undefined)[] = [
    !facts.waveOpen && 'wave_not_open',
    facts.barred && 'barred',
    facts.waitsElsewhere && 'already_waiting',
    facts.recipient && 'earlier_recipient',
    ageRefusal(facts.bornOn, rules, now),
    occupationRefusal(facts.occupation, facts.studies),
    facts.family >= rules.maxPerFamilyCard && 'family_card_full',
  ]
  return refusals.filter((refusal) => refusal !== undefined && refusal !== false)
}
