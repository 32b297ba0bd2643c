import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Education, educationLevel, educationLevels, educationNames } from './education.ts'

const words: Readonly<Record<Education, readonly string[]>> = {
  none: [
    'TIDAK/BELUM SEKOLAH',
    'Tidak / Belum Sekolah',
    'BELUM TAMAT SD/SEDERAJAT',
    'tidak sekolah',
    '-',
    'Tidak tamat SD',
  ],
  sd: ['TAMAT SD/SEDERAJAT', 'SD', 'SD/MI', 'Paket A', 'Madrasah Ibtidaiyah', 'SD sederajat'],
  smp: ['SLTP/SEDERAJAT', 'SMP/Sederajat', 'SMP', 'MTs', 'MTsN', 'Paket B', 'SMP/MTs'],
  sma: [
    'SLTA/SEDERAJAT',
    'SMA/Sederajat',
    'SMA/SMK',
    'SMA/SMK/Sederajat',
    'STM',
    'Paket C',
    'MAN',
    'MA',
    'S M A',
    'SMEA',
    'Tamat SMK',
    'lulusan SMA',
    'S\u200bMA',
  ],
  d3: [
    'DIPLOMA I/II',
    'AKADEMI/DIPLOMA III/S. MUDA',
    'D-III',
    'D III',
    'D.3',
    'D1',
    'Diploma',
    'Sarjana Muda',
  ],
  s1: ['DIPLOMA IV/STRATA I', 'S-1', 'S1', 'D-IV', 'D4', 'S1/D4', 'Strata 1', 'Sarjana'],
  s2: ['STRATA II', 'S-2', 'S2', 'Magister'],
  s3: ['STRATA III', 'S-3', 'Doktor'],
}

test('a schooling is read as the civil registry, schools and people spell it', () => {
  for (const [level, spellings] of Object.entries(words))
    for (const spelled of spellings)
      assert.equal(educationLevel(spelled), educationLevels.indexOf(level as Education), spelled)
})

test('every level is read by what it is called on screen, and what may be two levels is none', () => {
  for (const [level, name] of educationNames.entries()) assert.equal(educationLevel(name), level)
  for (const spelled of ['', 'tinggi', 'SMP/SMA', 'SMK/D1', 'S4', 'sekolah', 'constructor', '/'])
    assert.equal(educationLevel(spelled), undefined, spelled)
})
