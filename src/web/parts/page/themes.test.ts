import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allThemes } from '../../../../test/all-themes.ts'
import type { Tones } from '../../../storefronts/look.ts'
import { segmentInk, seriesColours } from '../../charts/colours.ts'
import { consoleTheme } from '../../console/console-theme.ts'
import { neutrals } from './theme.ts'

type Look = Tones & (typeof neutrals)['light' | 'dark']

/** Text and what it stands on: 4.5 to 1 by WCAG AA. */
const texts: readonly (readonly [keyof Look, readonly (keyof Look)[]])[] = [
  ['ink', ['paper', 'surface', 'tint', 'info-tint', 'success-tint', 'warning-tint', 'error-tint']],
  ['muted', ['paper', 'surface']],
  ['accent', ['paper', 'surface', 'tint']],
  ['onAction', ['action']],
  ['onHead', ['head']],
  ['info', ['paper', 'surface', 'info-tint']],
  ['success', ['paper', 'surface', 'success-tint']],
  ['warning', ['paper', 'surface', 'warning-tint']],
  ['error', ['paper', 'surface', 'error-tint']],
]
/** Signs, borders of fields, marks: 3 to 1. */
const signs: readonly (readonly [keyof Look, readonly (keyof Look)[]])[] = [
  ['line-strong', ['paper', 'surface']],
  ['star', ['paper', 'surface']],
  ['accent', ['paper', 'surface']],
  ['mark', ['head']],
  ['onMark', ['mark']],
]

for (const theme of [...allThemes, consoleTheme]) {
  for (const mode of ['light', 'dark'] as const) {
    const look: Look = { ...neutrals[mode], ...theme[mode] }
    test(`${theme.id} keeps WCAG AA contrast in its ${mode} look`, () => {
      for (const [pairs, least] of [
        [texts, 4.5],
        [signs, 3],
      ] as const) {
        for (const [front, grounds] of pairs) {
          for (const ground of grounds) {
            const found = contrast(look[front], look[ground])
            assert.ok(found >= least, `${front} on ${ground}: ${found.toFixed(2)}, needs ${least}`)
          }
        }
      }
      // White on the drawn card, at both ends and under its brightest ring.
      for (const end of [look.cardFrom, look.cardTo]) {
        const found = contrast('#ffffff', lighter(end, 0.08))
        assert.ok(found >= 4.5, `card text on ${end}: ${found.toFixed(2)}`)
      }
    })
  }
}

test('every series of a chart stands out from the paper by 3 to 1, and the letter in its segment from it by 4.5', () => {
  for (const mode of ['light', 'dark'] as const)
    for (const colour of seriesColours) {
      const [paper, ink] = [neutrals[mode].paper, segmentInk[mode]]
      assert.ok(contrast(colour[mode], paper) >= 3, `${colour[mode]} on ${paper}`)
      assert.ok(contrast(ink, colour[mode]) >= 4.5, `${ink} on ${colour[mode]}`)
    }
})

test('the contrast of black on white is 21 to 1', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
})

test('every theme has a mark of its own', () => {
  const marks = allThemes.map(({ mark }) => mark.paths.join())
  assert.equal(new Set(marks).size, allThemes.length)
})

/** By WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function lighter(colour: string, share: number): string {
  const mixed = channels(colour).map((channel) => Math.round(channel + (255 - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function channels(colour: string): number[] {
  assert.match(colour, /^#[\da-f]{6}$/)
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
