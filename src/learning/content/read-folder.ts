import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { decodeText } from '../../lists/decode-lines.ts'
import { ListProblem } from '../../lists/list-problem.ts'

const mostBytes = 1024 * 1024

/** The files of a content folder by name, for readContent; hidden ones are left out. Throws when it cannot be read. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const file = path.join(folder, entry.name)
    if ((await stat(file)).size > mostBytes) throw new Error(`${file} is larger than 1 MB`)
    files.set(entry.name, await textOf(file))
  }
  return files
}

/** Of a file that is no text at all nothing is left but what it is not: whoever reads it says so. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file)
  try {
    return await decodeText(bytes)
  } catch (error) {
    if (error instanceof ListProblem) return bytes.toString('utf8')
    throw error
  }
}
