/** The broker for developers and tests, on every way of running it. */
export const KAFKA_VERSION = '4.4.0';
export const KAFKA_IMAGE = `apache/kafka:${KAFKA_VERSION}`;
export const KAFKA_DOWNLOAD_MB = 43;
/** Kafka 4 needs this for its broker. */
export const MINIMUM_JAVA = 17;
