import { DomainError } from '@amplication/contracts';
import { createValidationPipe, InvalidRequest } from '@amplication/service-kit';
import { BadRequestException, Injectable, type Type } from '@nestjs/common';
import { type CheckedBody, checkBody, type ServiceName } from './work/check-body';
import { ModelProcess } from './work/model-process';

/** A body up to this size is read at once, which takes a few milliseconds; a process of its own takes longer to start. */
const AT_ONCE_BYTES = 100_000;

/** A body that was read, and its model as JSON. */
export interface ModelBodyOf<T> {
  body: T;
  /** Complete and valid; null if the body has none. */
  json: string | null;
}

/** Reads bodies that hold a model. One of ten megabytes takes seconds, in which the server goes on with other requests. */
@Injectable()
export class ModelBodies {
  private readonly pipe = createValidationPipe();

  constructor(private readonly process: ModelProcess) {}

  /**
   * Reads a body of `Body`, whose `model` is read by the rules of the language. Throws InvalidRequest that names every
   * problem, with paths as those of other bodies: `model.entities.0.name`; MODEL_VERSION_OLD for what an older client
   * writes.
   */
  async read<T extends object>(
    Body: Type<T>,
    bytes: unknown,
    named: ServiceName | null,
    signal: AbortSignal,
  ): Promise<ModelBodyOf<T>> {
    const { rest, unfit, model, json } = await this.check(bytes, named, signal);
    if (unfit.length > 0) throw new InvalidRequest(unfit);
    const given = model.is === 'missing' ? rest : { ...rest, model: model.is === 'no object' ? null : {} };
    // The pipe makes an instance of the class that it is given, or throws.
    const body: T = await this.pipe.transform(given, { type: 'body', metatype: Body });
    if (model.is === 'old') throw new DomainError('MODEL_VERSION_OLD');
    if (model.is === 'refused') throw new InvalidRequest(model.problems);
    return { body, json: model.is === 'valid' ? json : null };
  }

  private async check(bytes: unknown, named: ServiceName | null, signal: AbortSignal): Promise<CheckedBody> {
    if (!Buffer.isBuffer(bytes)) return checkBody('{}', named);
    if (bytes.length > AT_ONCE_BYTES) return this.process.check(bytes, named, signal);
    try {
      return checkBody(bytes.toString('utf8'), named);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new BadRequestException(`The body is not valid JSON: ${error.message}`);
    }
  }
}
