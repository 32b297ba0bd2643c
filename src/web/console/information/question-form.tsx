import type { WrittenQuestion } from '../../../information/keep-question.ts'
import type { CommonQuestion } from '../../../information/questions.ts'
import { topics } from '../../../information/topics.ts'
import { field } from '../../http/form-fields.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import { ask, form } from '../../site/form.tsx'
import { informationWords } from './information-words.ts'

/** A question with its answer, in both languages. */
export const questionForm = form((language) => {
  const said = informationWords[language]
  const options = topics.map((value) => ({ value, label: questionWords[language].topics[value] }))
  const asked = (label: string) => ask.text(field.text(160, 8), label, { maxlength: 160 })
  const answer = (label: string, hint?: string) =>
    ask.text(field.text(3000, 20), label, { lines: 8, maxlength: 3000, ...(hint && { hint }) })
  return {
    topik: ask.select(field.choice(topics), said.topic, options, { short: true }),
    urutan: ask.whole(1, 999, said.place, { hint: said.placeHint, maxlength: 3 }),
    tanya_id: asked(said.askedId),
    jawab_id: answer(said.answerId, said.textHint),
    tanya_en: asked(said.askedEn),
    jawab_en: answer(said.answerEn),
    kata: ask.text(field.text(300).optional(), said.words, { hint: said.wordsHint, maxlength: 300 }),
  }
})

interface Answered {
  readonly topik: WrittenQuestion['topic']
  readonly urutan: number
  readonly tanya_id: string
  readonly tanya_en: string
  readonly jawab_id: string
  readonly jawab_en: string
  readonly kata?: string | undefined
}

/** What was filled in, as it is kept. */
export function writtenQuestion(values: Answered): WrittenQuestion {
  return {
    topic: values.topik,
    place: values.urutan,
    askedId: values.tanya_id,
    askedEn: values.tanya_en,
    answerId: values.jawab_id,
    answerEn: values.jawab_en,
    words: values.kata ?? '',
  }
}

/** A question that is there, as the form has it. */
export function asTyped(one: CommonQuestion): Readonly<Record<string, string>> {
  return {
    topik: one.topic,
    urutan: String(one.place),
    tanya_id: one.askedId,
    tanya_en: one.askedEn,
    jawab_id: one.answerId,
    jawab_en: one.answerEn,
    kata: one.words,
  }
}
