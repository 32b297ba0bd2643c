import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { CourseArt } from './course-art.tsx'

test('no two courses of the demo have the same picture, and each is the same every time and small', async () => {
  const list = await readFile(new URL('../../../demo/courses.csv', import.meta.url), 'utf8')
  const titles = list
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0]!)
  const draw = (title: string) => String(<CourseArt title={title} category="Desain dan Media" />)
  assert.equal(new Set(titles.map(draw)).size, titles.length)
  assert.deepEqual(titles.map(draw), titles.map(draw))
  assert.ok(titles.every((title) => draw(title).length < 700))
})
