import pino from 'pino'

/**
 * Opens the log: JSON lines on standard output, or to `destination`. The one place where logs are made, so that no line has
 * a person in it: of a fault its kind and its place are written, and of its words none that are quoted.
 */
export function openLog(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    serializers: { err: faultForLog },
    hooks: { streamWrite: withoutNumbers },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** What is known of a fault of PostgreSQL without what it quotes: `detail` has the row, `where` the parameters. */
const harmless = ['code', 'schema', 'table', 'column', 'constraint', 'routine', 'syscall'] as const

function faultForLog(fault: unknown): object {
  // Whoever throws a text may have made it of anything.
  if (!(fault instanceof Error)) return { type: typeof fault }
  const facts = fault as unknown as Record<string, unknown>
  const known = harmless.flatMap((name) => {
    const value = facts[name]
    return typeof value === 'string' && isName(value) ? [[name, value] as const] : []
  })
  return {
    type: fault.constructor.name,
    message: withoutQuotes(fault.message),
    ...Object.fromEntries(known),
    // Its first lines are the message again.
    stack: (fault.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(fault.cause !== undefined && { cause: faultForLog(fault.cause) }),
    ...(fault instanceof AggregateError && { errors: fault.errors.map(faultForLog) }),
  }
}

/** A name of the schema, or a code of a fault: five signs, or letters. */
const isName = (text: string) => /^\w{5}$|^[A-Za-z_][\w-]{0,63}$/.test(text)

/**
 * The words of a fault without what they quote: names of tables and constraints stay, values do not. PostgreSQL writes
 * values after a colon, as in `invalid input syntax for type integer: "Siti"`.
 */
function withoutQuotes(words: string): string {
  const bare = words
    .replace(/: "[^"]*"/g, ': "*"')
    .replace(/"([^"]*)"/g, (quoted, inside: string) => (/^[a-z_][a-z0-9_/-]*$/.test(inside) ? quoted : '"*"'))
    .replace(/=\([^)]*\)/g, '=(*)')
  return withoutCodes(bare)
}

/** Codes of vouchers, redemptions and tokens: capitals and digits mixed, or a run of digits. */
function withoutCodes(words: string): string {
  return words
    .replace(/\d{5,}/g, '*')
    .replace(/\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,}\b/g, '*')
    .replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g, '*@*')
}

/**
 * The last look at a line: in its texts, runs of digits as long as a phone, a card or a NIK, and emails. Numbers are counts
 * and rupiah, and stay; so do ids, in which digits stand between letters.
 */
function withoutNumbers(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.replace(/(?<![\w-])\+?\d{9,}(?![\w-])/g, '*').replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '*@*'),
  )
}
