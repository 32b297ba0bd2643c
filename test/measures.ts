import path from 'node:path'
import type { Node } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { API } from 'typescript/unstable/sync'
import { importsOf, type Source, withoutComments } from './arrows.ts'

/** Something that is larger than it should be: its name and how large. */
export type Measured = readonly [name: string, size: number]

/** What may be larger for now, by name: how large at most, and why. */
export type Exceptions = Readonly<Record<string, readonly [most: number, why: string]>>

/**
 * What is above `bound` and no exception, what has grown beyond its exception, and exceptions that nothing needs any more;
 * each as a sentence, none when all is well. So exceptions can only become fewer and smaller.
 */
export function tooLarge(measured: readonly Measured[], bound: number, exceptions: Exceptions): string[] {
  const sizes = new Map<string, number>()
  for (const [name, size] of measured) sizes.set(name, Math.max(size, sizes.get(name) ?? 0))
  const grown = [...sizes].flatMap(([name, size]) => {
    const [most] = exceptions[name] ?? [bound]
    return size > most ? [`${name} has ${size}, and may have ${most}`] : []
  })
  const needless = Object.keys(exceptions).filter((name) => (sizes.get(name) ?? 0) <= bound)
  return [...grown, ...needless.map((name) => `${name} needs no exception any more: take it off the list`)]
}

/** Lines of each file. */
export function linesOf(sources: readonly Source[]): Measured[] {
  return sources.map(({ file, text }) => [file, text.trimEnd().split('\n').length])
}

/** Files of each folder, without those of the folders in it. */
export function filesOf(sources: readonly Source[]): Measured[] {
  const folders = Map.groupBy(sources, ({ file }) => path.posix.dirname(file))
  return [...folders].map(([folder, files]) => [folder, files.length])
}

/** What is measured of functions with a body: their lines, their parameters, how deep their branches and loops stand in each other. */
export interface FunctionMeasures {
  readonly lines: Measured[]
  readonly parameters: Measured[]
  readonly nesting: Measured[]
}

/** Every function, by file and name, read by the compiler's own parser. `root` holds tsconfig.json and src/. */
export function measureFunctions(root: string, files: readonly string[]): FunctionMeasures {
  const api = new API({ cwd: root })
  const measures: FunctionMeasures = { lines: [], parameters: [], nesting: [] }
  try {
    const [project] = api.updateSnapshot({ openProjects: [path.join(root, 'tsconfig.json')] }).getProjects()
    for (const file of files) {
      const source = project?.program.getSourceFile(path.join(root, 'src', file))
      if (!source) throw new Error(`${file} is in no project of TypeScript`)
      measureIn(source, file, source.text, measures)
    }
  } finally {
    api.close()
  }
  return measures
}

function measureIn(node: Node, file: string, text: string, measures: FunctionMeasures, name = ''): void {
  const own =
    is.isFunctionDeclaration(node) || is.isMethodDeclaration(node) ? node.name?.getText() : undefined
  const known = is.isVariableDeclaration(node) ? node.name.getText() : (own ?? name)
  if (isFunction(node)) {
    const at = `${file} ${known}`
    measures.lines.push([at, text.slice(node.getStart(), node.end).split('\n').length])
    measures.parameters.push([at, node.parameters.length])
    measures.nesting.push([at, depthOf(node)])
  }
  node.forEachChild((child) => measureIn(child, file, text, measures, known))
}

function isFunction(node: Node) {
  return (
    is.isFunctionDeclaration(node) ||
    is.isMethodDeclaration(node) ||
    is.isFunctionExpression(node) ||
    is.isArrowFunction(node)
  )
}

/** A function within starts anew; `else if` stands beside its `if`. */
function depthOf(node: Node): number {
  let deepest = 0
  node.forEachChild((child) => {
    if (isFunction(child)) return
    const beside = is.isIfStatement(child) && is.isIfStatement(node) && node.elseStatement === child
    deepest = Math.max(deepest, depthOf(child) + (branches(child) && !beside ? 1 : 0))
  })
  return deepest
}

function branches(node: Node): boolean {
  return [
    is.isIfStatement,
    is.isForStatement,
    is.isForOfStatement,
    is.isForInStatement,
    is.isWhileStatement,
    is.isDoStatement,
    is.isSwitchStatement,
    is.isTryStatement,
  ].some((isOne) => isOne(node))
}

/** Files that lead to each other by their imports, each circle sorted; those of types too: whoever reads one must read all. */
export function fileCircles(sources: readonly Source[]): string[][] {
  const targets = new Map(
    sources.map(({ file, text }) => [file, importsOf(file, withoutComments(text))] as const),
  )
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  // Tarjan's: a file closes a circle when nothing below it leads further up.
  function visit(file: string): number {
    const place = order.size
    order.set(file, place)
    low.set(file, place)
    open.push(file)
    for (const target of targets.get(file) ?? []) {
      if (!targets.has(target)) continue
      const reached = order.has(target) ? (open.includes(target) ? order.get(target)! : place) : visit(target)
      low.set(file, Math.min(low.get(file)!, reached))
    }
    if (low.get(file) === place) {
      const circle = open.splice(open.indexOf(file))
      if (circle.length > 1) circles.push(circle.sort())
    }
    return low.get(file)!
  }
  for (const file of targets.keys()) if (!order.has(file)) visit(file)
  return circles
}
