/** What is asked before it is known whether anybody wants it: where nobody comes to fetch the answer its failure is nobody's. */
export function askedAhead<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => {})
  return answer
}
