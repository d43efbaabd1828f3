export { RepositoryInMemory } from './repository-in-memory.fixture';
