/** The most that a model may weigh as JSON, wherever it comes from: a service of some hundred entities. */
export const MODEL_BYTES = 10_000_000;
