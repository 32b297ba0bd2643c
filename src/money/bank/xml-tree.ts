import { SaxesParser } from 'saxes'
import { unreadable } from './unreadable.ts'

/** An element of an XML file, its names without their prefixes. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/**
 * Reads an XML file and hands out each element that `wanted` names, with its path, once it is whole; those elements are kept nowhere
 * else, so that a file of a hundred thousand of them needs the memory of one. Returns the root with all others.
 * What is not well-formed is refused. Entities of a document type are not read.
 */
export function readXml(
  text: string,
  wanted: ReadonlySet<string>,
  take: (element: Element) => void,
): Element {
  const parser = new SaxesParser()
  const open: Element[] = []
  let root: Element | undefined
  parser.on('error', (error) => {
    throw unreadable(
      `Berkas XML rusak: ${error.message}. Unduh lagi dari bank.`,
      `The XML is damaged: ${error.message}. Download it from the bank again.`,
    )
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name: localName(name), attributes, children: [], text: '' }
    root ??= element
    open.push(element)
  })
  parser.on('text', (said) => {
    const element = open.at(-1)
    if (element) element.text += said
  })
  parser.on('closetag', () => {
    const element = open.pop()!
    const parent = open.at(-1)
    if (wanted.has(element.name)) take(element)
    else parent?.children.push(element)
  })
  parser.write(text).close()
  return root!
}

/** The first element down a path of names, from an element; undefined where there is none. */
export function at(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>(
    (found, name) => found?.children.find((child) => child.name === name),
    element,
  )
}

/** The trimmed text down a path; undefined where there is none. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  return at(element, ...path)?.text.trim() || undefined
}

/** All elements of a name right below one. */
export function allAt(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
