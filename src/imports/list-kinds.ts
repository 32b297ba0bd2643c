import { courseList } from '../catalogue/import/course-file.ts'
import { undoCourses } from '../catalogue/undo-courses.ts'
import type { ListKind } from '../lists/list-imports.ts'
import type { ListShape } from '../lists/list-shape.ts'
import type { UndoRows } from '../lists/undo-import.ts'
import { exclusionList } from '../recipients/exclusions/exclusions.ts'
import { undoExclusions } from '../recipients/exclusions/undo-exclusions.ts'
import { recipientList } from '../recipients/recipient-list.ts'
import { undoRecipients } from '../recipients/undo-recipients.ts'
import { undoApplicants } from '../registration/applicants/undo-applicants.ts'
import type { Permission } from '../staff/permissions.ts'

/** A kind of list that is imported: what it looks like, who may bring and undo it, and how its rows are undone. */
export interface KindOfList {
  readonly shape: ListShape<string, string>
  readonly brings: Permission
  readonly undoes: Permission
  readonly undo: UndoRows
}

/** Every kind of list, once: pages and commands ask here. */
export const listKinds: Readonly<Record<ListKind, KindOfList>> = {
  recipients: { shape: recipientList, brings: 'run_waves', undoes: 'run_waves', undo: undoRecipients },
  applicants: { shape: recipientList, brings: 'run_waves', undoes: 'run_waves', undo: undoApplicants },
  exclusions: { shape: exclusionList, brings: 'run_waves', undoes: 'run_waves', undo: undoExclusions },
  courses: { shape: courseList, brings: 'run_catalogue', undoes: 'run_learning', undo: undoCourses },
}

/** The kinds in the order in which they are offered. */
export const kindsOfList = Object.keys(listKinds) as readonly ListKind[]

/** Whether a text names a kind of list. */
export function isListKind(text: string | undefined): text is ListKind {
  return text !== undefined && Object.hasOwn(listKinds, text)
}
