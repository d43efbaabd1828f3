import { file, type GeneratedFile } from '../render/generated-file';
import { databaseUrl, DEVELOPMENT_KEY } from './settings';

/** An image of the service, and the service beside a PostgreSQL. */
export const dockerFiles = (database: string): GeneratedFile[] => [
  file('Dockerfile', DOCKERFILE),
  file('.dockerignore', DOCKERIGNORE),
  file('docker-compose.yml', compose(database)),
];

const DOCKERFILE = `FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM build AS pruned
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /app
COPY --from=pruned /app/package.json ./
COPY --from=pruned /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
# Nothing below /app is written: the file system of the container may be read-only.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \\
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
`;

const DOCKERIGNORE = `*
!migrations
!src
!.npmrc
!package-lock.json
!package.json
!tsconfig.build.json
!tsconfig.json
`;

const compose = (
  database: string,
): string => `# For a developer's machine: the passwords and the key are known to everybody.
x-service: &service
  build: .
  read_only: true
  cap_drop: [ALL]
  security_opt: ['no-new-privileges:true']
  environment: &environment
    NODE_ENV: development
    DATABASE_URL: ${databaseUrl(database, 'database')}
    AUTH_SHARED_KEY: ${DEVELOPMENT_KEY}

services:
  database:
    image: postgres:18-alpine
    environment:
      POSTGRES_PASSWORD: postgres
      POSTGRES_DB: ${database}
    healthcheck:
      # By TCP: while the image makes the database, its server listens on a socket only.
      test: ['CMD-SHELL', 'pg_isready --host 127.0.0.1 --username postgres']
      interval: 2s
      retries: 30
    volumes:
      - database:/var/lib/postgresql

  migrate:
    <<: *service
    command: ['node', 'dist/generated/commands/migrate.js']
    healthcheck:
      disable: true
    depends_on:
      database:
        condition: service_healthy

  service:
    <<: *service
    depends_on:
      migrate:
        condition: service_completed_successfully
    ports:
      - '127.0.0.1:3000:3000'

  # Not started with the others: \`docker compose run --rm seed\` fills the database with made-up rows.
  seed:
    <<: *service
    build:
      context: .
      target: build
    profiles: [tools]
    command: ['node', 'dist/generated/commands/seed.js']
    depends_on:
      migrate:
        condition: service_completed_successfully

volumes:
  database:
`;
