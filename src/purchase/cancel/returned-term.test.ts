import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day, hour, minute } from '../../kernel/clock.ts'
import { endOfTerm } from '../../kernel/wib.ts'
import { type CancelledTerm, returnedTerm } from './returned-term.ts'

const at = (text: string) => new Date(`${text}+07:00`)
const usableBefore = at('2027-12-16T00:00:00')
/** Bought with ten days and nine hours left. */
const bought: CancelledTerm = {
  firstPaidAt: at('2026-12-13T15:00:00'),
  firstPurchaseBefore: at('2026-12-24T00:00:00'),
  usableBefore,
  floorGiven: false,
  othersStand: false,
}
const later = at('2027-02-01T10:00:00')

test('what was left when it was bought runs on from the cancellation, to the millisecond', () => {
  const left = { firstPurchaseBefore: at('2027-02-11T19:00:00'), floorGiven: false }
  assert.deepEqual(returnedTerm(bought, later, 'others', 7), { ...left, noticeDays: 7 })
  assert.deepEqual(returnedTerm(bought, later, 'holder', 7), { ...left, noticeDays: undefined })
})

test('whose purchase others cancelled has seven days at least, once; who cancelled it has what was left', () => {
  const late = { ...bought, firstPaidAt: at('2026-12-23T23:00:00') }
  assert.deepEqual(returnedTerm(late, later, 'others', 7), {
    firstPurchaseBefore: endOfTerm(later, 7),
    floorGiven: true,
    noticeDays: 7,
  })
  const anHour = { firstPurchaseBefore: at('2027-02-01T11:00:00'), floorGiven: false, noticeDays: undefined }
  assert.deepEqual(returnedTerm(late, later, 'holder', 7), anHour)
  assert.deepEqual(returnedTerm({ ...late, floorGiven: true }, later, 'others', 7), anHour)
})

test('never beyond the cut-off; and nobody is revoked whose purchase others cancelled when seven days do not fit', () => {
  const usable = at('2027-02-10T00:00:00')
  const card = { ...bought, usableBefore: usable }
  assert.deepEqual(returnedTerm(card, later, 'others', 7)?.firstPurchaseBefore, usable)
  assert.equal(returnedTerm(card, at('2027-02-03T00:00:00'), 'others', 7), undefined)
  assert.equal(returnedTerm(card, usable, 'holder', 7), undefined)
})

test('while another purchase stands nothing changes', () => {
  assert.equal(returnedTerm({ ...bought, othersStand: true }, later, 'others', 7), undefined)
})

test('however often a shop pays and cancels, the term gains no more than the time that was paid, and seven days once', () => {
  const cycle = fc.record({
    waits: fc.integer({ min: 1, max: 3 * day }),
    paidFor: fc.integer({ min: 1, max: 3 * day }),
  })
  fc.assert(
    fc.property(fc.array(cycle, { minLength: 1, maxLength: 200 }), (cycles) => {
      let now = at('2026-11-23T10:00:00').getTime()
      let before = at('2026-12-24T00:00:00').getTime()
      const first = before
      let floorGiven = false
      let paid = 0
      for (const { waits, paidFor } of cycles) {
        if (now + waits >= before) break
        const firstPaidAt = new Date(now + waits)
        now += waits + paidFor
        paid += paidFor
        const card = {
          ...bought,
          firstPaidAt,
          firstPurchaseBefore: new Date(before),
          usableBefore: at('2036-01-01T00:00:00'),
        }
        const term = returnedTerm({ ...card, floorGiven }, new Date(now), 'others', 7)
        assert.ok(term)
        const left = before - firstPaidAt.getTime()
        before = term.firstPurchaseBefore.getTime()
        assert.ok(before - now >= left, 'never less than what was left')
        assert.ok(!(floorGiven && term.floorGiven), 'the floor is given once')
        floorGiven ||= term.floorGiven
      }
      assert.ok(before <= first + paid + (floorGiven ? 8 * day : 0))
    }),
  )
})

test('a shop that pays and cancels every day for a year gives its friend no more', () => {
  let now = at('2026-11-23T10:00:00')
  let term = { before: at('2026-12-24T00:00:00'), floorGiven: false }
  let cycles = 0
  while (now < term.before) {
    const firstPaidAt = now
    now = new Date(now.getTime() + minute)
    const card = { ...bought, firstPaidAt, firstPurchaseBefore: term.before, floorGiven: term.floorGiven }
    const returned = returnedTerm({ ...card, usableBefore: at('2036-01-01T00:00:00') }, now, 'others', 7)!
    term = { before: returned.firstPurchaseBefore, floorGiven: term.floorGiven || returned.floorGiven }
    now = new Date(now.getTime() + day)
    cycles++
  }
  assert.ok(cycles < 40, `${cycles} cycles`)
  assert.ok(term.before.getTime() - at('2026-12-24T00:00:00').getTime() < 8 * day + hour)
})
