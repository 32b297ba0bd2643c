import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { courseFiles } from '../../../test/a-course-to-learn.ts'
import { fileTypeOf } from '../assignments/file-rules.ts'
import { readContent } from './read-content.ts'
import { readFolder } from './read-folder.ts'

const problemsOf = async (more: Readonly<Record<string, string>>) =>
  (await readContent(courseFiles(more))).problems.map(
    ({ file, line, problem }) => `${file} ${line} ${problem}`,
  )

test('the folders of the demo can be taken', async () => {
  for (const name of ['keamanan-pangan', 'lembar-kerja']) {
    const folder = fileURLToPath(new URL(`../../../demo/content/${name}`, import.meta.url))
    assert.deepEqual((await readContent(await readFolder(folder))).problems, [])
  }
})

test('every problem is told at once, by file and line', async () => {
  const said = await problemsOf({
    '01-satu.md': '---\njudul: Satu\nkind: audio\n---\nIsi',
    'pre-test.csv': 'question,a,b,right\nP1,x,x,a\nP2,x,,b\nP3,x,y,c\nP3,x,y,a\n',
    'requirements.csv': 'setting,value\npass_percent,101\nbonus,1\nassignments,esai\npost_test_questions,9',
    'catatan.txt': 'x',
  })
  for (const wanted of [
    /^01-satu\.md 2 "judul: Satu" is none of/,
    /^01-satu\.md 1 needs a title/,
    /^01-satu\.md 1 is of kind "audio"/,
    /^pre-test\.csv 2 has the same option twice/,
    /^pre-test\.csv 3 needs at least two options/,
    /^pre-test\.csv 4 needs in "right"/,
    /^pre-test\.csv 5 asks the same as line 4/,
    /^requirements\.csv 2 pass_percent is a whole number from 1 to 100/,
    /^requirements\.csv 3 "bonus" is no setting/,
    /^requirements\.csv 4 assignments are tpm, uk/,
    /^post-test\.csv 1 has 5 questions, and 9 are to be drawn/,
    /^catatan\.txt 1 is not known/,
  ])
    assert.ok(
      said.some((line) => wanted.test(line)),
      `${wanted} is not in\n${said.join('\n')}`,
    )
})

test('no text makes the reader fail: it reads, or says what is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...courseFiles().keys()),
      async (text, name) => {
        const { content, problems } = await readContent(new Map([...courseFiles(), [name, text]]))
        assert.equal(content === undefined, problems.length > 0)
      },
    ),
    { numRuns: 500 },
  )
})

test('a file is what its content says: an archive is a document only with a document and without macros', () => {
  const zip = (...names: string[]) => {
    const directory = Buffer.from(names.join('|'))
    const head = Buffer.from('PK\u0003\u0004....', 'latin1')
    const end = Buffer.alloc(22)
    end.write('PK\u0005\u0006', 'latin1')
    end.writeUInt32LE(head.length, 16)
    return Buffer.concat([head, directory, end])
  }
  const parts = ['[Content_Types].xml', 'word/document.xml']
  assert.match(fileTypeOf(zip(...parts)) ?? '', /wordprocessingml/)
  assert.equal(fileTypeOf(zip(...parts, 'word/vbaProject.bin')), undefined)
  assert.equal(fileTypeOf(zip('evil.exe')), undefined)
  assert.equal(fileTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'image/jpeg')
  assert.equal(fileTypeOf(Buffer.from('89504e470d0a1a0a', 'hex')), 'image/png')
  assert.equal(fileTypeOf(Buffer.from('MZ')), undefined)
  const box = (...brands: string[]) => {
    const made = Buffer.alloc(8 + 4 * brands.length)
    made.writeUInt32BE(made.length)
    made.write(`ftyp${brands.join('')}`, 4, 'latin1')
    return Buffer.concat([made, Buffer.from('....meta')])
  }
  assert.equal(fileTypeOf(box('heic', '\0\0\0\0', 'mif1', 'heic')), 'image/heic')
  assert.equal(fileTypeOf(box('mif1', '\0\0\0\0', 'mif1', 'heic')), 'image/heic')
  // The beginning of a photo of an iPhone, whatever its name and its media type say.
  const iphone =
    '0000002c667479706865696300000000' +
    '6d6966314d6948454d695072' +
    '6d6961664d694842' +
    '68656963' +
    '746d6170' +
    '00000f906d657461'
  assert.equal(fileTypeOf(Buffer.from(iphone, 'hex')), 'image/heic')
  assert.equal(fileTypeOf(box('isom', '\0\0\0\0', 'isom', 'mp42')), undefined)
  assert.equal(fileTypeOf(box('avif', '\0\0\0\0', 'avif', 'mif1')), undefined)
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void fileTypeOf(bytes)))
})
