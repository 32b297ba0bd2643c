/** What one row of an `insert into journal` is made of: the expression of each column, as the statement has it. */
export type JournalInsert = Readonly<Record<string, string>>

/** Every row that a source file's statements write into the journal, those of `union all` included. */
export function journalInserts(text: string): JournalInsert[] {
  return [...text.matchAll(/insert into journal \(([^)]*)\)\s*(?:select\b|values \()/g)].flatMap((found) => {
    const columns = found[1]!.split(',').map((column) => column.trim())
    return selectLists(text, found.index + found[0].length).map((expressions) =>
      Object.fromEntries(columns.map((column, place) => [column, expressions[place] ?? ''])),
    )
  })
}

/** The select lists of a statement and of its unions, from the first one on to the end of what it stands in. */
function selectLists(text: string, start: number): string[][] {
  const lists: string[][] = [[]]
  let depth = 0
  let begun: number | undefined = start
  let at = start
  const end = () => {
    if (begun !== undefined) lists.at(-1)!.push(text.slice(begun, at).trim())
  }
  for (; at < text.length; at++) {
    const sign = text[at]
    const word =
      depth === 0 && /\s/.test(sign ?? '') ? /^\s(from|union all\s+select)\s/.exec(text.slice(at)) : null
    if (sign === "'") at = text.indexOf("'", at + 1)
    else if (sign === '(') depth++
    else if (sign === ')' && depth > 0) depth--
    else if (sign === ')' || sign === '`') break
    else if (sign === ',' && depth === 0 && begun !== undefined) {
      end()
      begun = at + 1
    } else if (word?.[1] === 'from') {
      end()
      begun = undefined
    } else if (word) {
      end()
      lists.push([])
      at += word[0].length - 1
      begun = at
    }
  }
  end()
  return lists
}

/** The texts in quotes of an expression. */
export function literalsOf(expression: string): string[] {
  return [...expression.matchAll(/'([^']*)'/g)].map(([, literal = '']) => literal)
}
