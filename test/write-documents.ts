import { writeFile } from 'node:fs/promises'
import { generate, generated } from './generated.ts'

// `npm run docs`
for (const file of generated) {
  await writeFile(new URL(`../${file}`, import.meta.url), generate(file))
  console.log(`${file} written`)
}
