import type { ServiceModel } from '@amplication/service-model';
import { file, type GeneratedFile } from '../render/generated-file';
import { databaseName } from './project-files';

/** An image of the service, and the service beside a PostgreSQL. */
export function dockerFiles(model: ServiceModel): GeneratedFile[] {
  return [
    file('Dockerfile', DOCKERFILE),
    file('.dockerignore', '.git\n.env\ndist\nnode_modules\n'),
    file('docker-compose.yml', compose(databaseName(model))),
  ];
}

const DOCKERFILE = `FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json* ./
RUN npm install --no-audit --no-fund
COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:22-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
USER node
EXPOSE 3000
CMD ["node", "dist/main.js"]
`;

function compose(database: string): string {
  return `services:
  database:
    image: postgres:17-alpine
    environment:
      POSTGRES_PASSWORD: postgres
      POSTGRES_DB: ${database}
    healthcheck:
      test: ['CMD-SHELL', 'pg_isready --username postgres']
      interval: 2s
      retries: 30
    volumes:
      - database:/var/lib/postgresql/data

  service:
    build: .
    command: sh -c "node dist/migrate.js && node dist/main.js"
    depends_on:
      database:
        condition: service_healthy
    environment:
      DATABASE_URL: postgresql://postgres:postgres@database:5432/${database}
    ports:
      - '127.0.0.1:3000:3000'

volumes:
  database:
`;
}
