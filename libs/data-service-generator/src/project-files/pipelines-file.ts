import { file, type GeneratedFile } from '../render/generated-file';

/** `bitbucket-pipelines.yml`: what Bitbucket checks of each push. */
export const pipelinesFile = (): GeneratedFile => file('bitbucket-pipelines.yml', PIPELINES);

const PIPELINES = `image: node:24

definitions:
  caches:
    npm:
      key:
        files:
          - package-lock.json
      path: ~/.npm
  services:
    postgres:
      image: postgres:18-alpine
      variables:
        POSTGRES_PASSWORD: postgres
  steps:
    - step: &lint
        name: Format and lint
        caches: [npm]
        script:
          - npm ci
          - npm run format:check
          - npm run lint
    - step: &test
        name: Test
        caches: [npm]
        services: [postgres]
        script:
          - npm ci
          # Pipelines does not wait for a service: the database is up once its port is open.
          - timeout 60 bash -c 'until (echo > /dev/tcp/127.0.0.1/5432) 2> /dev/null; do sleep 1; done'
          - export TEST_DATABASE_URL=postgresql://postgres:postgres@127.0.0.1:5432/postgres
          - npm test
    - step: &build
        name: Build
        caches: [npm]
        script:
          - npm ci
          - npm run build

# Each push to any branch, and so each commit of a pull request and of the branch that it is merged into.
pipelines:
  default:
    - parallel:
        - step: *lint
        - step: *test
        - step: *build
`;
