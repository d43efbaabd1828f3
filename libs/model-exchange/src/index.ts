export type { ModelExchange } from './model-exchange';
