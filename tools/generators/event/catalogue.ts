import ts from 'typescript';
import { textOf } from '../source/source-edit';
import { constantsOf, propertyOf } from '../source/syntax';

/** A topic as catalogue.ts defines it. */
export interface KnownTopic {
  constant: string;
  /** Without its version. */
  event: string;
  name: string;
  body: string;
  statement: ts.Statement;
}

/** What catalogue.ts holds, by its syntax. */
export interface KnownCatalogue {
  topics: KnownTopic[];
  /** Name of a service -> constant that holds it. */
  services: ReadonlyMap<string, string>;
  /** The elements of TOPICS, by name. */
  listed: ReadonlyMap<string, ts.Expression>;
}

/** Reads catalogue.ts. */
export function readCatalogue(source: ts.SourceFile): KnownCatalogue {
  const constants = constantsOf(source);
  const list = constants.find(({ name }) => name === 'TOPICS')?.value;
  const elements = list && ts.isArrayLiteralExpression(list) ? [...list.elements] : [];
  return {
    topics: constants.flatMap(({ name: constant, value, statement }) => {
      const definition = ts.isCallExpression(value) ? value.arguments[0] : undefined;
      const name = textOf(propertyOf(definition, 'name'));
      const body = propertyOf(definition, 'body')?.getText();
      if (name === null || body === undefined) return [];
      return [{ constant, name, event: name.replace(/\.v\d+$/, ''), body, statement }];
    }),
    services: new Map(
      constants.flatMap(({ name, value }) => {
        const service = textOf(value);
        return service === null ? [] : [[service, name] as const];
      }),
    ),
    listed: new Map(elements.map((element) => [element.getText(), element])),
  };
}
