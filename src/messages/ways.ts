/**
 * In SQL, the ways by which a person is told of a kind of message, as `way (channel, address, language)`: those that they have
 * not declined, in the language that they chose; whoever was erased has none. What may not be declined goes by all of them. `kind` is an expression: `$2`,
 * or a text in quotes. `from` is what the person is read from, with `person_id`, `holder_phone` and `holder_email`.
 */
export const waysOf = (kind: string, from = 'card') => `
  cross join lateral (
    select each.channel, each.address, coalesce(chosen.language, 'id') as language
    from (values ('sms', ${from}.holder_phone), ('email', ${from}.holder_email)) as each (channel, address)
    left join lateral (
      select message_choice.language, declined from message_choice
      where message_choice.person_id = ${from}.person_id
      order by message_choice_id desc limit 1
    ) chosen on true
    where each.address <> '' and (chosen.declined is null or not ${kind} || '/' || each.channel = any (chosen.declined))
  ) way`
