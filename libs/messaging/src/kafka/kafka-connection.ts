import { Inject, Injectable } from '@nestjs/common';
import type { Kafka, Producer } from 'kafkajs';
import { createKafka, createProducer, type KafkaSettings } from './kafka';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options';

/**
 * The producers of a service. Neither is idempotent in Kafka's sense: duplicates are dropped by `ce_id` anyway, and
 * an idempotent producer that met one lost response may refuse everything until it is reopened.
 */
@Injectable()
export class KafkaConnection {
  readonly settings: KafkaSettings;
  readonly topicPrefix: string;
  readonly kafka: Kafka;
  /** For what must arrive: tries again for some seconds, then its caller does. */
  readonly relayProducer: Producer;
  /** For progress: gives up soon. */
  readonly publishProducer: Producer;

  constructor(@Inject(MESSAGING_OPTIONS) { brokers, service, topicPrefix, logger }: MessagingOptions) {
    this.settings = { brokers, clientId: service, logger };
    this.topicPrefix = topicPrefix ?? '';
    this.kafka = createKafka(this.settings);
    this.relayProducer = createProducer(this.kafka, 5);
    this.publishProducer = createProducer(this.kafka, 1);
  }

  async connect(): Promise<void> {
    await Promise.all([this.relayProducer.connect(), this.publishProducer.connect()]);
  }

  async disconnect(): Promise<void> {
    await Promise.all([this.relayProducer.disconnect(), this.publishProducer.disconnect()]);
  }
}
