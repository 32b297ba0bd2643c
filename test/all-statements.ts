import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { declaredStatements } from '../src/database/sql.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Every statement of the product. Files declare theirs when they are imported, and do nothing else then. */
export async function allStatements() {
  const unreadable = new Map<string, Error>()
  for (const file of globSync('**/*.{ts,tsx}', { cwd: src })) {
    if (file.includes('.test.') || file === path.join('database', 'sql.ts')) continue
    const text = readFileSync(path.join(src, file), 'utf8')
    if (!/\bstatement(<|\()/.test(text)) continue
    await import(pathToFileURL(path.join(src, file)).href).catch((error) => unreadable.set(file, error))
  }
  return { statements: declaredStatements(), unreadable }
}

/** Whether PostgreSQL can prepare a statement, or explain it; what it cannot (a lock, say) must be tried out. */
export const preparable = (text: string) =>
  /^(\/\* traced whole \*\/ )?(with|select|insert|update|delete|merge|values)\b/i.test(text)
