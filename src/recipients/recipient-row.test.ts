import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { columnNamed } from '../lists/list-shape.ts'
import { scheme2021, scheme2023 } from '../years/year-rules.ts'
import { recipientList } from './recipient-list.ts'
import { type RawRecipient, readRecipientRow } from './recipient-row.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const siti: RawRecipient = {
  name: '  Siti   Rahmawati ',
  nik: '3201046107980001',
  kk: '3201041205150100',
  birth_date: '21-07-1998',
  phone: '0812-0000-0101',
  email: 'Siti@Contoh.example ',
  education: 'SMK',
  occupation: 'Pencari kerja',
}

function refusalsOf(change: Partial<RawRecipient>, rules = scheme2021): readonly string[] {
  const read = readRecipientRow({ ...siti, ...change }, rules, now)
  return 'refusals' in read ? read.refusals : []
}

test('a row as people type it becomes a recipient', () => {
  assert.deepEqual(readRecipientRow(siti, scheme2021, now), {
    recipient: {
      name: 'Siti Rahmawati',
      nik: '3201046107980001',
      kk: '3201041205150100',
      bornOn: '1998-07-21',
      phone: '+6281200000101',
      email: 'siti@contoh.example',
      education: 3,
      occupation: 'Pencari kerja',
    },
  })
})

test('phones in all spellings, grouped and apostrophed numbers are read', () => {
  for (const phone of ['081200000101', '6281200000101', '+62 812 0000 0101', '0812-0000-0101'])
    assert.deepEqual(refusalsOf({ phone }), [], phone)
  assert.deepEqual(refusalsOf({ nik: "'3201046107980001", kk: '3201.0412.0515.0100' }), [])
})

test('each fault of a row is refused by its own reason', () => {
  assert.deepEqual(refusalsOf({ name: ' ' }), ['name_malformed'])
  assert.deepEqual(refusalsOf({ name: 'Siti 2 Rahmawati' }), ['name_malformed'])
  assert.deepEqual(refusalsOf({ nik: '3.20105E+15' }), ['nik_malformed', 'spreadsheet_number'])
  assert.deepEqual(refusalsOf({ kk: '1' }), ['kk_malformed'])
  assert.deepEqual(refusalsOf({ kk: siti.nik }), ['kk_malformed'])
  assert.deepEqual(refusalsOf({ birth_date: '31-02-1998' }), ['birth_date_malformed'])
  assert.deepEqual(refusalsOf({ birth_date: '1998-07-22' }), ['nik_birth_date_differ'])
  assert.deepEqual(refusalsOf({ phone: '021 5550 100' }), ['phone_malformed'])
  assert.deepEqual(refusalsOf({ phone: '+1 202 555 0100' }), ['phone_malformed'])
  assert.deepEqual(refusalsOf({ email: 'siti' }), ['email_malformed'])
  assert.deepEqual(refusalsOf({ education: 'tinggi' }), ['education_unknown'])
  assert.deepEqual(refusalsOf({ occupation: '' }), ['occupation_missing'])
  assert.deepEqual(refusalsOf({ name: '', email: '', phone: '' }), [
    'name_malformed',
    'phone_malformed',
    'email_malformed',
  ])
})

test('eighteen is enough on the birthday, and not the day before', () => {
  const born = (birth_date: string, nik: string) => refusalsOf({ birth_date, nik })
  assert.deepEqual(born('2008-11-23', '3201046311080001'), [])
  assert.deepEqual(born('2008-11-24', '3201046411080001'), ['too_young'])
})

test('a year may set a highest age', () => {
  const old = { birth_date: '1961-11-23', nik: '3201046311610001' }
  assert.deepEqual(refusalsOf(old), [])
  assert.deepEqual(refusalsOf(old, scheme2023), ['too_old'])
  assert.deepEqual(refusalsOf({ birth_date: '1961-11-24', nik: '3201046411610001' }, scheme2023), [])
})

test('officials and those in formal education are refused, the retired and the family are not', () => {
  for (const occupation of [
    'PNS',
    'Anggota TNI AD',
    'POLRI',
    'Kepala Desa',
    'Perangkat desa',
    'Direktur BUMN',
  ])
    assert.deepEqual(refusalsOf({ occupation }), ['occupation_excluded'], occupation)
  for (const occupation of ['Mahasiswa', 'Pelajar'])
    assert.deepEqual(refusalsOf({ occupation }), ['in_formal_education'], occupation)
  for (const occupation of ['Pensiunan PNS', 'Istri TNI', 'Direktur PT Maju', 'Buruh', 'Pedagang'])
    assert.deepEqual(refusalsOf({ occupation }), [], occupation)
})

test('headings are known in English and Indonesian', () => {
  assert.equal(columnNamed(recipientList, 'Nama'), 'name')
  assert.equal(columnNamed(recipientList, ' Tanggal Lahir '), 'birth_date')
  assert.equal(columnNamed(recipientList, 'No. HP'), 'phone')
  assert.equal(columnNamed(recipientList, 'PEKERJAAN'), 'occupation')
  assert.equal(columnNamed(recipientList, 'alamat'), undefined)
})

test('dates are read with the year first or last, and only if there is such a day', () => {
  assert.equal(readCalendarDate('1998-07-21'), '1998-07-21')
  assert.equal(readCalendarDate('21/7/1998'), '1998-07-21')
  assert.equal(readCalendarDate('29-02-2001'), undefined)
  assert.equal(readCalendarDate('21-07-98'), undefined)
})
