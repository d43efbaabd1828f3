import type { ServiceModel } from '@amplication/service-model';
import { oneLine, tsString } from '../../render/escape';
import { assign } from '../../render/layout';

/** `src/common/open-api.ts`: the description of the API, with what holds for all of its values. */
export function openApi(model: ServiceModel): string {
  return `import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

const TITLE = ${tsString(oneLine(model.name))};
${assign('const DESCRIPTION =', tsString(oneLine(model.description)))}

/** What holds for the values of all fields. */
const VALUES = \`- Times have at most six digits after the second. A value with more digits than are kept is refused.
- A row that another program wrote is shown as it is, also where the API would not take it: times outside of the
  years 1 to 9999 as PostgreSQL writes them ("infinity", "0044-03-15 BC"), "NaN", "Infinity" and "-Infinity" as texts
  in place of numbers, null and lists in a list, and words that an enum has got since.\`;

/** Serves the API's description at /api/docs, and as JSON at /api/docs-json. */
export function serveOpenApi(app: INestApplication): void {
  const description = [DESCRIPTION, VALUES].filter((text) => text !== '').join('\\n\\n');
  const info = new DocumentBuilder().setTitle(TITLE).setDescription(description).build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, info));
}
`;
}
