import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journeyOf } from '../../../storefronts/journeys.ts'
import { namesProgramme } from './names-programme.ts'

const tokopedia = journeyOf('tokopedia')!

test('the programme is meant however it is written', () => {
  for (const typed of [
    'Kartu Prakerja',
    'kartu prakerja',
    'Kartu  Prakerja',
    ' kartu\u00a0pra kerja ',
    'KARTU PRA-KERJA',
    'prakerja',
    'pra kerja',
    'kartuprakerja',
    'Program Prakerja',
    'kelas prakerja',
  ])
    assert.equal(namesProgramme(typed, tokopedia), true, typed)
})

test('a course is not', () => {
  for (const typed of ['', 'kartu', 'kerja', 'pra', 'kartu nama', 'siap kerja', 'prakerja excel'])
    assert.equal(namesProgramme(typed, tokopedia), false, typed)
})
