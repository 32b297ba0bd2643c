/** A page as the text of a document: what all pages of its site in its language begin with, their style sheet too, and the rest. */
export interface DrawnPage {
  readonly beginning: string
  readonly rest: string
}
