/**
 * In SQL, the ways by which the holder of a `card` is told news of a kind, as `way (channel, address, language)`: those that
 * they have not declined, in the language that they chose. `kind` is an expression: `$2`, or a text in quotes.
 */
export const waysOf = (kind: string) => `
  cross join lateral (
    select each.channel, each.address, coalesce(chosen.language, 'id') as language
    from (values ('sms', card.holder_phone), ('email', card.holder_email)) as each (channel, address)
    left join lateral (
      select message_choice.language, declined from message_choice
      where message_choice.person_id = card.person_id
      order by message_choice_id desc limit 1
    ) chosen on true
    where chosen.declined is null or not ${kind} || '/' || each.channel = any (chosen.declined)
  ) way`
