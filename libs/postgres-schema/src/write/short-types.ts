/** Types as people write them: `varchar(20)` and `timestamptz(3)`. */
export function shortType(type: string): string {
  const match =
    /^(character varying|character|timestamp|time)(\(\d+\))?( with(?:out)? time zone)?((?:\[\])?)$/.exec(
      type,
    );
  if (!match) return type;
  const [, name = '', modifier = '', zone = '', list = ''] = match;
  if (zone !== '') return `${name}${zone === ' with time zone' ? 'tz' : ''}${modifier}${list}`;
  if (name === 'character varying') return `varchar${modifier}${list}`;
  return name === 'character' ? `char${modifier}${list}` : type;
}
