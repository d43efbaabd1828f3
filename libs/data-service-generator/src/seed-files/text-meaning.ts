import type { TextMeaning } from '../../runtime/seed/makers/texts';
import { spaced } from '../names/spelling';

/** What a text means by words of its name; the first that fits. */
const BY_NAME: readonly (readonly [RegExp, TextMeaning])[] = [
  [/\be ?mail\b/, 'email'],
  [/\b(first|given) name\b|\bforename\b/, 'firstName'],
  [/\b(last|family) name\b|\bsurname\b/, 'lastName'],
  [/\b(user|nick|login|screen) ?name\b|\blogin\b|\bhandle\b/, 'userName'],
  [/\b(full|display|contact|person) name\b|\b(author|recipient|assignee)\b/, 'person'],
  [/\b(file|path|attachment) ?name\b|\bfile\b/, 'fileName'],
  [/\bcompany\b|\borgani[sz]ation\b|\b(supplier|vendor|employer|manufacturer|brand)\b/, 'company'],
  [/\bdepartment\b/, 'department'],
  [/\bjob\b|\bprofession\b|\bposition title\b/, 'jobTitle'],
  [/\b(phone|mobile|fax|telephone)\b/, 'phone'],
  [/\b(image|photo|picture|avatar|logo|thumbnail)\b/, 'imageAddress'],
  [/\b(url|uri|link|website|homepage|web|webhook)\b/, 'webAddress'],
  [/\b(street|address line|line ?1)\b/, 'street'],
  [/\b(ip|ip address)\b/, 'ipAddress'],
  [/\baddress\b/, 'address'],
  [/\b(city|town)\b/, 'city'],
  [/\b(zip|post ?code|postal|zip ?code)\b/, 'postCode'],
  [/\bcountry code\b/, 'countryCode'],
  [/\bcountry\b/, 'country'],
  [/\b(province|region|state)\b/, 'state'],
  [/\btime ?zone\b/, 'timeZone'],
  [/\bcurrency\b/, 'currencyCode'],
  [/\blocale\b/, 'locale'],
  [/\b(language|lang)\b/, 'languageCode'],
  [/\bslug\b/, 'slug'],
  [/\biban\b/, 'iban'],
  [/\bisbn\b/, 'isbn'],
  [/\buser ?agent\b/, 'userAgent'],
  [/\b(mime|media|content) type\b/, 'mimeType'],
  [/\b(hash|checksum|digest|sha\d*|md5)\b/, 'hash'],
  [/\bversion\b/, 'version'],
  [/\bcolou?r code\b|\bhex\b/, 'hexColor'],
  [/\bcolou?r\b/, 'color'],
  [/\b(sku|code|number|reference|ref|serial|barcode|key|no)\b/, 'code'],
  [/\b(uuid|guid)\b/, 'uuid'],
  [/\b(title|subject|headline|label|caption)\b/, 'title'],
  [/\b(body|content|text|message|biography|bio)\b/, 'paragraph'],
  [/\b(description|notes?|comments?|remarks?|summary|reason|excerpt|about)\b/, 'sentence'],
  [/\b(status|state|type|kind|tag|tags|category|group|unit)\b/, 'word'],
];

/** What a name is, by words of the entity that has it. */
const NAMES: readonly (readonly [RegExp, TextMeaning])[] = [
  [
    /\b(person|people|customer|user|member|employee|author|contact|patient|student|teacher|driver|guest|client|candidate|staff|player|owner)\b/,
    'person',
  ],
  [
    /\b(company|organi[sz]ation|supplier|vendor|manufacturer|brand|publisher|shop|store|bank|partner)\b/,
    'company',
  ],
  [/\b(product|item|article|part|goods)\b/, 'product'],
  [/\b(category|department|section)\b/, 'department'],
  [/\b(city|town)\b/, 'city'],
  [/\bcountry\b/, 'country'],
  [/\b(file|document|attachment|image)\b/, 'fileName'],
];

/** What a text is likely to mean, by the names of the field and of the entity. */
export function textMeaning(field: string, entity: string): TextMeaning {
  const words = spaced(field);
  const found = BY_NAME.find(([pattern]) => pattern.test(words));
  if (found) return found[1];
  const named = /\bname\b/.test(words) ? NAMES.find(([pattern]) => pattern.test(spaced(entity))) : undefined;
  return named?.[1] ?? 'words';
}
