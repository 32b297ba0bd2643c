import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitsOneSegment, gsmSegments, gsmText, headOf, septets } from './gsm7.ts'

test('signs of the extension table take two septets', () => {
  assert.equal(septets('abc'), 3)
  assert.equal(septets('a{b}|€~[]\\^'), 2 + 9 * 2)
  assert.equal(septets(`@$_ '"`), 6)
})

test('accents fall, quotes straighten, and what cannot be said becomes a question mark', () => {
  assert.equal(gsmText('“Café” – Đà… 🎉'), '"Café" - Dà... ?')
  assert.equal(gsmText('Ā ő ç ½'), 'A o c 1?2')
})

test('whatever is typed, the text can be sent, and its octets count what septets says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const text = gsmText(typed)
      assert.equal(gsmText(text), text)
      const pieces = gsmSegments(text)
      assert.equal(
        pieces.reduce((sum, piece) => sum + piece.length, 0),
        septets(text),
      )
      assert.equal(pieces.length === 1, fitsOneSegment(text))
      for (const piece of pieces) {
        assert.ok(piece.length <= (pieces.length === 1 ? 160 : 153))
        assert.notEqual(piece.at(-1), 0x1b)
      }
    }),
  )
})

test('a head never takes more room than it is given', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(50), (typed, room) => {
      const text = gsmText(typed)
      const head = headOf(text, room)
      assert.ok(text.startsWith(head) && septets(head) <= room)
      assert.ok(head === text || septets(text.slice(0, head.length + 1)) > room)
    }),
  )
})
