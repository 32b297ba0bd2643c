import type { Language } from '../../kernel/wib.ts'
import { field } from '../http/form-fields.ts'
import { ask } from '../site/form.tsx'
import { aboutWords } from './about-words.ts'

const lines = () => field.text(7000).optional()

/** What a course is judged by, asked of whoever describes it: an institution in its proposal, the console of a course. */
export function aboutQuestions(language: Language) {
  const said = aboutWords[language]
  const one = (of: Readonly<Record<string, string>>) => [
    { value: '', label: said.unsaid },
    ...Object.entries(of).map(([value, label]) => ({ value, label })),
  ]
  return {
    level: ask.select(field.text(20).optional(), said.level, one(said.levels), { short: true }),
    language: ask.select(field.text(20).optional(), said.language, one(said.languages), { short: true }),
    trainer: ask.text(field.text(200).optional(), said.trainer, { hint: said.trainerHint, maxlength: 200 }),
    outcomes: ask.text(lines(), said.outcomes, { hint: said.outcomesHint, lines: 4 }),
    syllabus: ask.text(lines(), said.syllabus, { hint: said.syllabusHint, lines: 5 }),
    needs: ask.text(lines(), said.needs, { hint: said.needsHint, lines: 3 }),
  }
}
